"""What is found by likeness: public circles and their threads."""

from commonweal import Collection
from commonweal_vectors.api import Searchable

COLLECTIONS: list[Collection] = []
SEARCHABLES: list[Searchable] = []
