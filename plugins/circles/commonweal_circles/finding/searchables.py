"""What the search page finds here: circles, and the threads in them."""

from commonweal_vectors.api import Searchable

SEARCHABLES: list[Searchable] = []
