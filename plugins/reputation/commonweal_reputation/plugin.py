"""The wiring of reputation: what the plugin contributes to the kernel."""

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.
