"""How circles are found: the directory, likeness, suggestions, places, and slots on other pages."""
