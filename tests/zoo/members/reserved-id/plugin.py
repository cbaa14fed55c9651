"""Claims the id of a part of the kernel."""
