"""Which fields of the payload Qdrant indexes; all are made before the first point is there."""

from collections.abc import Mapping

_INDEX_OF: Mapping[str, str] = {
    "keyword": "keyword",
    "boolean": "keyword",
    "integer": "integer",
    "number": "float",
    "moment": "datetime",
    "point": "geo",
}
_HALVED = ("integer", "number")


def payload_indexes(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the paths to index, each with the kind of index by Qdrant's name."""
    found = {name: _INDEX_OF[kind] for name, kind in fields.items()}
    return found | {f"{halves(name)}[].high": "integer" for name, kind in fields.items() if kind in _HALVED}


def halves(field: str) -> str:
    """Return where the halves of numbers stand that are not plain; no field has such a name."""
    return f"_wide_{field}"


def given(field: str) -> str:
    """Return where the values of a field stand as text, when Qdrant would not give them back as they were."""
    return f"_given_{field}"
