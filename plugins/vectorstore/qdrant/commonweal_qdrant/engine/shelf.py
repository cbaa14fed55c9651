"""All collections of one directory."""

import shutil
from pathlib import Path

from commonweal_qdrant.engine import disk
from commonweal_qdrant.engine.kept import Kept
from commonweal_qdrant.points import CollectionGone, Shape


class Shelf:
    """The collections by their names in Qdrant, opened when first asked for."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(exist_ok=True)
        self._kept: dict[str, Kept | None] = {}
        for folder in directory.iterdir():
            record = disk.read_record(folder)
            disk.clear_left_overs(folder, record)
            if record is not None:
                self._kept[folder.name] = None

    def places(self) -> list[str]:
        """Name the collections."""
        return sorted(self._kept)

    def find(self, place: str) -> Kept:
        """Return a collection, or raise ``CollectionGone``."""
        if place not in self._kept:
            raise CollectionGone
        kept = self._kept[place]
        if kept is None:
            folder = self.directory / place
            record = disk.read_record(folder)
            if record is None:
                raise CollectionGone
            kept = self._kept[place] = Kept.load(folder, record)
        return kept

    def create(self, place: str, shape: Shape) -> None:
        """Make a collection unless it is there."""
        if place not in self._kept:
            folder = self.directory / place
            shutil.rmtree(folder, ignore_errors=True)
            self._kept[place] = Kept.create(folder, shape)

    def drop(self, place: str) -> Path:
        """Make a collection a left-over, and return the directory that may be removed."""
        kept = self.find(place)
        kept.give_up()
        disk.remove_record(kept.directory)
        del self._kept[place]
        kept.close(for_good=True)
        number = 0
        while (gone := self.directory / f"{place}.gone{number}").exists():
            number += 1
        return kept.directory.rename(gone)

    def close(self) -> None:
        """Bring everything to the disk and let go of it."""
        for kept in self._kept.values():
            if kept is not None:
                kept.close()
        self._kept.clear()
