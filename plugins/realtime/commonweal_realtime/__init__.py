"""What happens, the moment it is committed: by WebSocket, Server-Sent Events, long poll and webhooks."""
