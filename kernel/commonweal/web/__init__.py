"""The web floor of the kernel."""
