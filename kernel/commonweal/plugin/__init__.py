"""The plugin floor of the kernel."""
