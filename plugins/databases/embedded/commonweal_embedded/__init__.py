"""The database driver ``embedded``: PostgreSQL from a wheel, for whoever has no server of their own."""
