"""The pages of the marketplace: its front page, the list with its map, and one mission."""
