"""The sample problems and solutions."""
