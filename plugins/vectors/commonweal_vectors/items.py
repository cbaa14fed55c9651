"""Documents as items: ids of their texts, and hashes by which a change is noticed."""

import hashlib
from collections.abc import Sequence
from uuid import UUID, uuid5

import msgspec
from commonweal import Document, Item

_BLANK = "-"
_LONGEST_TEXT = 100_000


class Text(msgspec.Struct, frozen=True):
    """One text of a document, ready to be embedded and compared with what is in the index."""

    item_id: UUID
    document: Document
    text: str
    text_hash: bytes
    fields_hash: bytes

    def item(self, vector: Sequence[float], fields: frozenset[str]) -> Item:
        """Return what the store keeps; of the fields only those its generation has."""
        kept = {name: value for name, value in self.document.fields.items() if name in fields}
        return Item(self.item_id, vector, kept)


def item_id(document_id: UUID, part: str) -> UUID:
    """Return the id of a text in the store: that of the document, or one derived from it for a part."""
    return uuid5(document_id, part) if part else document_id


def text_of(document: Document) -> Text:
    """Return the text of a document with its hashes; a blank one becomes a dash, for it has a vector too."""
    text = document.text.strip()[:_LONGEST_TEXT] or _BLANK
    fields = msgspec.json.encode(sorted(document.fields.items()), order="deterministic")
    return Text(
        item_id(document.id, document.part), document, text, hash_of(text), hashlib.sha256(fields).digest()
    )


def hash_of(text: str) -> bytes:
    """Return the hash by which equal texts are found."""
    return hashlib.sha256(text.encode()).digest()
