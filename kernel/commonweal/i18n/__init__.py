"""The i18n floor of the kernel."""
