"""Agents: their names, keys and trust."""
