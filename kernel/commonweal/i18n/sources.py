"""Where words come from: folders of Fluent files, one for each owner and locale."""

from pathlib import Path

import msgspec

KERNEL = "kernel"
REFERENCE = "en"


class LocaleSource(msgspec.Struct, frozen=True):
    """One folder of ``.ftl`` files that hold words of one plugin in one locale.

    ``plugin_id`` says whose words they are, ``kernel`` for the kernel's own: every id in the folder begins
    with ``<plugin_id>-``. ``locale`` is a BCP 47 tag such as ``es`` or ``zh-Hans``.
    """

    plugin_id: str
    locale: str
    directory: Path

    def files(self) -> list[Path]:
        """List the Fluent files of the folder, by name."""
        return sorted(self.directory.glob("*.ftl"))


def plugin_sources(plugin_id: str, package_path: Path) -> list[LocaleSource]:
    """List the words a plugin brings in its own ``locales/<tag>/`` rooms."""
    return [LocaleSource(plugin_id, room.name, room) for room in _folders(package_path / "locales")]


def pack_sources(package_path: Path, locale: str) -> list[LocaleSource]:
    """List the words a locale pack brings: one folder ``ftl/<plugin id>/`` for each owner it covers."""
    return [LocaleSource(folder.name, locale, folder) for folder in _folders(package_path / "ftl")]


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
