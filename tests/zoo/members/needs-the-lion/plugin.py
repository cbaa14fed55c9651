"""Requires a plugin that cannot be imported."""
