"""Requires a plugin that fails later, in a set-up hook."""
