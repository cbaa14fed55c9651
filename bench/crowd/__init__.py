"""Many WebSockets at once: the clients, and the bare server that they are compared with."""
