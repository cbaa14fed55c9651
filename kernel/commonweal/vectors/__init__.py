"""Similarity search: the contract of vector stores and the collections that plugins declare.

Stores themselves are drivers of the group ``commonweal.vectorstores``. PostgreSQL stays the system of record:
a store can be dropped and rebuilt from it. What may not live here: a store, an embedder, or SQL.
"""
