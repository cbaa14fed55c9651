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


def payload_indexes(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the paths to index, each with the kind of index by Qdrant's name."""
    found = {name: _INDEX_OF[kind] for name, kind in fields.items()}
    return found | {f"{halves(name)}[].high": "integer" for name, kind in fields.items() if kind == "integer"}


def halves(field: str) -> str:
    """Return where the halves of a field's wide integers stand; no field has such a name."""
    return f"_wide_{field}"
