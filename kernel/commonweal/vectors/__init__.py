"""The vectors floor of the kernel."""
