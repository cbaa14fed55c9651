"""Asking every address of the app whatever is wrong: what ``test_every_route.py`` needs for that."""
