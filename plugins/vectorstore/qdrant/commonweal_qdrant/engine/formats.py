"""Which engine wrote a directory, so that an older one does not spoil what a newer one has written."""

from pathlib import Path

import msgspec

from commonweal_qdrant import versions
from commonweal_qdrant.engine.disk import replace_file

FORMAT = 1


class WrittenByAnother(Exception):
    """The directory was written by an engine that this one is too old for."""


class Written(msgspec.Struct):
    """The layout of a directory, and the version of Qdrant Edge that last wrote there."""

    format: int
    edge: str


def check_format(directory: Path, edge: str) -> None:
    """Raise ``WrittenByAnother`` unless this version can read the directory; note it as the last writer."""
    file = directory / "format.json"
    if file.exists():
        last = msgspec.json.decode(file.read_bytes(), type=Written)
        if last.format > FORMAT or _parts(last.edge) > _parts(edge):
            raise WrittenByAnother(
                f"{directory} was written by qdrant-edge-py {last.edge}, and this is {edge}: install that "
                "version or a later one, or remove the directory and let the indexes be built anew"
            )
    replace_file(file, msgspec.json.encode(Written(FORMAT, edge)))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[: len(versions.EDGE[0])])
