"""A translator for tests."""
