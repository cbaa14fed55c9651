"""The messaging floor of the kernel."""
