"""The Spanish locale pack."""
