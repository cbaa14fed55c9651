"""Has a manifest with a text where a list belongs."""
