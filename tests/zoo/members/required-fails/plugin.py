"""Is required, and raises when it is imported."""

raise RuntimeError("the keeper has lost the key")
