"""The wiring of notifications: what the plugin contributes to the kernel."""
