"""What lies in the directory of the engine, and how it is changed so that a crash leaves old or new, no less.

``<place>/collection.json`` says which of the numbered directories beside it holds the points; others are
left-overs. A directory without that file is one too.
"""

import contextlib
import os
import shutil
from pathlib import Path

import msgspec

from commonweal_qdrant.points import Shape

_RECORD = "collection.json"
_LOG = "wal"
_SPARE = 64 * 2**20  # bytes that stay free, since the engine dies where a page cannot be written
_WRITES = 4  # times what a message holds is written for it: log, vectors, payload, indexes


class Full(Exception):
    """There is no room left on the disk."""


class Occupied(Exception):
    """Another engine holds the directory."""


class Record(msgspec.Struct, frozen=True):
    """A collection on disk: its shape, which generation of it counts, and the index that one has."""

    shape: Shape
    generation: int = 1
    index: str = ""


def read_record(directory: Path) -> Record | None:
    """Return the record of a collection, or None where there is none."""
    try:
        return msgspec.json.decode((directory / _RECORD).read_bytes(), type=Record)
    except FileNotFoundError:
        return None


def write_record(directory: Path, record: Record) -> None:
    """Put a record in the place of the one before, once and for all."""
    replace_file(directory / _RECORD, msgspec.json.encode(record))


def replace_file(file: Path, content: bytes) -> None:
    """Write a file so that it has the old content or the new one whatever happens."""
    new = file.with_suffix(".new")
    with new.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
    _sync(file.parent)


def remove_record(directory: Path) -> None:
    """Make a collection a left-over."""
    (directory / _RECORD).unlink()
    _sync(directory)


def generation(directory: Path, number: int) -> Path:
    """Return the directory of one generation."""
    return directory / str(number)


def clear_left_overs(directory: Path, record: Record | None) -> None:
    """Remove generations that do not count, and a collection that has no record."""
    if record is None:
        shutil.rmtree(directory)
        return
    for other in directory.iterdir():
        if other.is_dir() and other.name != str(record.generation):
            shutil.rmtree(other)


def check_room(directory: Path, size: int) -> None:
    """Raise ``Full`` unless so many bytes can be stored."""
    free = shutil.disk_usage(directory).free
    if free < _SPARE + _WRITES * size:
        raise Full(f"the disk of {directory} has {free} bytes left")


def sync_log(shard: Path) -> None:
    """Bring the log of a shard to the disk: what is there is done again when the shard is opened.

    The engine writes its log through memory that is shared with the file, which outlives the process as it
    is. This makes it outlive the machine too, and unlike the engine's own flush holds nobody up.
    """
    with contextlib.suppress(FileNotFoundError):  # another shard, brought to the disk whole, has replaced it
        for file in (shard / _LOG).iterdir():
            _sync(file)
        _sync(shard / _LOG)


def used(directory: Path) -> int:
    """Return how many bytes of the disk a directory takes."""
    return sum(file.stat().st_blocks * 512 for file in directory.rglob("*") if file.is_file())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
