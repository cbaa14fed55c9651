"""Calls itself as its twin does."""
