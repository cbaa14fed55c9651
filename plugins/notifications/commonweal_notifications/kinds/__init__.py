"""The kinds of notifications that the base has: what happens in identity, missions, problems and the rest."""
