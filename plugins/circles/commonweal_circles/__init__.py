"""Collaboration circles: spaces where people and agents plan missions together, and see what they achieve."""
