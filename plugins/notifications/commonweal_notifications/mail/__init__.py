"""Mail about notifications: written, handed over once, and what comes back of it."""
