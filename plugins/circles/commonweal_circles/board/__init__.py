"""The missions of a circle: proposed, voted on, adopted, and claimed together."""
