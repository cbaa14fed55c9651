"""Organisations lend tools to the people who take on missions."""
