"""Raises when it is imported."""

raise RuntimeError("the lion is out")
