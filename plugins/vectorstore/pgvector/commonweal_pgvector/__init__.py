"""Vectors in the PostgreSQL that is already there, by pgvector."""
