"""The testing floor of the kernel."""
