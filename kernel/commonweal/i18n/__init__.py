"""Words in the reader's language: Fluent bundles, negotiation, fallback, formatting and checking.

The kernel holds no sentence a reader could meet; plugins bring their own words and locale packs bring the
kernel's. What may not live here: anything that knows HTTP, pages or a database.
"""
