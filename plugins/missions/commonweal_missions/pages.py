"""The pages of the marketplace."""

PAGES: list[object] = []
