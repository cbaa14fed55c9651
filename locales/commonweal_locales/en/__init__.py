"""The English locale pack."""
