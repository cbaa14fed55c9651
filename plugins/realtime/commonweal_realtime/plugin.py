"""The wiring of realtime: what the plugin contributes to the kernel."""
