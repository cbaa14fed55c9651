"""How every index fares: figures, the triggers they reach, and what helps, the cheapest first.

Nothing here changes an index or moves one: it reports, people decide.
"""
