"""The transports of the streams: WebSocket, Server-Sent Events and long poll, and what keeps them in order."""
