"""Requires a plugin that nobody has installed."""
