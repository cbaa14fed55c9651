"""The transports: WebSocket, Server-Sent Events and long poll, and what keeps them in order."""
