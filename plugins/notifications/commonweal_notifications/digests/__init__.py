"""Digests and batches: what waited is told in one mail, and what was read meanwhile is left out."""
