"""The storage floor of the kernel."""
