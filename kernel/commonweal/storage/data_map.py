"""The data map of a plugin: what each column of its tables holds about people, and what becomes of it.

``data_map.toml`` lies beside the manifest. A table lists its columns by category and says what holds for all
of them; what differs stands with the column. DOMAIN §18 asks for every column of every table.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from commonweal.errors import OperatorError

DATA_MAP = "data_map.toml"

Category = Literal["none", "personal", "pseudonymous", "secret"]
"""Nothing about anybody; what names or describes a person, or a person wrote; what is about somebody who is
known here by an id only, and that id; what proves who one is, or protects."""
Purpose = Literal[
    "account", "audit", "contact", "content", "evidence", "matching", "moderation", "operation", "payment",
    "reputation", "security",
]  # fmt: skip
"""What it is kept for, as a word that the privacy policy has a sentence for in each language."""
OnErase = Literal["delete", "clear", "anonymise", "keep"]
"""The row goes; the value goes; the value stays and leads to nobody any more; it stays as the law asks."""
Retention = Annotated[
    str, msgspec.Meta(pattern=r"^(account|content|deployment|[1-9][0-9]* (min|h|d|y))$(?!\n)")
]
"""As long as the account, as what it belongs to, as the deployment, or so long after it was last of use."""


class DataMapError(OperatorError):
    """A data map that cannot be read; the message names the file and what to change."""

    code = "data_map_error"


class DataUse(msgspec.Struct, frozen=True, kw_only=True):
    """What one column of one table holds, what for, for how long, and what erasing a person does to it."""

    table: str
    column: str
    category: Category
    purpose: Purpose | None = None
    retention: Retention | None = None
    on_erase: OnErase | None = None
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Say whether it answers all that must be known about data on people."""
        return self.category == "none" or None not in {self.purpose, self.retention, self.on_erase}


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    category: Category
    purpose: Purpose | None = None
    retention: Retention | None = None
    on_erase: OnErase | None = None
    note: str = ""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    purpose: Purpose | None = None
    retention: Retention | None = None
    on_erase: OnErase | None = None
    note: str = ""
    none: list[str] = []
    personal: list[str] = []
    pseudonymous: list[str] = []
    secret: list[str] = []
    columns: dict[str, _Entry] = {}

    def uses(self, table: str) -> Iterator[DataUse]:
        """Yield each column with what the table says where the column says nothing."""
        for name in self.none:
            yield DataUse(table=table, column=name, category="none")
        listed: dict[Category, list[str]] = {
            "personal": self.personal,
            "pseudonymous": self.pseudonymous,
            "secret": self.secret,
        }
        entries = [(name, _Entry(category)) for category, names in listed.items() for name in names]
        for name, entry in (*entries, *self.columns.items()):
            yield DataUse(
                table=table,
                column=name,
                category=entry.category,
                purpose=entry.purpose or self.purpose,
                retention=entry.retention or self.retention,
                on_erase=entry.on_erase or self.on_erase,
                note=entry.note or self.note,
            )


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tables: dict[str, _Table]


def read_data_map(package: Path) -> list[DataUse]:
    """Read the data map in a plugin's package, by table and column; raises DataMapError.

    A plugin reads that of another as ``read_data_map(host.running()[…].package)``; the kernel's own lies in
    the package ``commonweal``. A package without one has no tables, and gives an empty list.
    """
    file = package / DATA_MAP
    if not file.is_file():
        return []
    try:
        tables = msgspec.convert(tomllib.loads(file.read_text("utf-8")), _File).tables
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataMapError(f"{file}: {error}; the guide docs/guides/data-map.md shows the format") from error
    return [use for name, table in tables.items() for use in table.uses(name)]
