"""Webhooks: servers are told what happens in topics, signed as Standard Webhooks specifies, at least once."""
