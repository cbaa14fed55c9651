"""Requires a plugin that requires it."""
