"""The wiring of the mailbox: what the plugin contributes to the kernel."""
