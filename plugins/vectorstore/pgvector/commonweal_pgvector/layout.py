"""How a collection lies in its table: its statements, how items become rows, and rows items again."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from commonweal import Collection, Item, values_of

from commonweal_pgvector.fields import Ordered, field, storable
from commonweal_pgvector.sizes import stored_as

SCHEMA = "pgvector"
_MOST_COLUMNS = 32  # of one index
_UNIT = 1e-6  # 32-bit floats do not tell a length from one more finely


class Layout:
    """The table of one collection. ``number`` is never used again, so a table is never taken for a later one.

    Vectors of 16-bit floats are kept with the length one, whatever theirs is, and their length beside them:
    16 bits hold nothing greater than 65,504, and nothing exact below .00006.
    """

    def __init__(self, number: int, collection: Collection) -> None:
        self.number = number
        self.collection = collection
        self.table = f"{SCHEMA}.items_{number}"
        self.fields = {name: field(name, kind) for name, kind in collection.fields.items()}
        self._ordered = [name for name, each in self.fields.items() if isinstance(each, Ordered)]
        self.scaled = stored_as(collection) == "halfvec"
        self.type = f"{stored_as(collection)}({collection.dimensions})"

    @cached_property
    def made(self) -> str:
        """Return the statements that make the table.

        Vectors stay in the row as long as a page holds it, and nobody asks for statistics of them.
        """
        columns = {"vector": f"{self.type} NOT NULL"}
        columns |= {"length": "float8 NOT NULL"} if self.scaled else {}
        columns |= {"long_words": "text", "several": "boolean NOT NULL"}
        for each in self.fields.values():
            columns |= each.columns
        listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        return f"""
            CREATE TABLE {self.table} (id uuid PRIMARY KEY, {listed})
                WITH (toast_tuple_target = 8160, parallel_workers = 8);
            ALTER TABLE {self.table} ALTER vector SET STORAGE MAIN, ALTER vector SET STATISTICS 0;
            {";".join(self._filter_indexes())}
        """

    @cached_property
    def upsert(self) -> str:
        """Return the statement that stores a row of parameters."""
        values = {"id": "$1", "vector": self._as_stored("$2"), "long_words": "$3", "several": "$4"}
        values |= {"length": "vector_norm($2::real[]::vector)"} if self.scaled else {}
        columns = [column for each in self.fields.values() for column in each.columns]
        values |= {column: f"${place}" for place, column in enumerate(columns, 5)}
        changes = ", ".join(f"{column} = excluded.{column}" for column in values if column != "id")
        return f"""
            INSERT INTO {self.table} ({", ".join(values)}) VALUES ({", ".join(values.values())})
            ON CONFLICT (id) DO UPDATE SET {changes}
        """

    @cached_property
    def read(self) -> str:
        """Return the beginning of a statement that reads items."""
        columns = [column for each in self.fields.values() for column in each.columns]
        length = "length" if self.scaled else "1.0 AS length"
        listed = ", ".join(["id", "vector::real[] AS vector", length, "long_words", *columns])
        return f"SELECT {listed} FROM {self.table}"

    def given(self, place: int) -> str:
        """Return a vector that is handed over, as it would be stored; worked out once, not for each row."""
        return f"(SELECT {self._as_stored(f'${place}')})"

    def row(self, item: Item) -> list[object]:
        """Return the parameters that store an item."""
        long_words: dict[str, str] = {}
        columns: list[object] = []
        with storable(self.collection):
            for name, each in self.fields.items():
                columns += each.row(values_of(item, name), long_words)
        noted = msgspec.json.encode(long_words).decode() if long_words else None
        several = any(len(values_of(item, name)) > 1 for name in self._ordered)
        return [item.id, list(item.vector), noted, several, *columns]

    def item(self, row: Mapping[str, Any]) -> Item:
        """Return the item of a row; fields without values are left out."""
        vector: Sequence[float] = row["vector"]
        if abs((length := float(row["length"])) - 1) > _UNIT:
            vector = [part * length for part in vector]
        long_words = msgspec.json.decode(row["long_words"]) if row["long_words"] else {}
        found = {name: each.values(row, long_words) for name, each in self.fields.items()}
        fields = {name: values if len(values) > 1 else values[0] for name, values in found.items() if values}
        return Item(row["id"], vector, fields)

    def _as_stored(self, parameter: str) -> str:
        vector = f"{parameter}::real[]::vector"
        return f"l2_normalize({vector})::{self.type}" if self.scaled else f"{vector}::{self.type}"

    def _filter_indexes(self) -> list[str]:
        listed = [column for each in self.fields.values() for column in each.gin]
        words = [listed[start : start + _MOST_COLUMNS] for start in range(0, len(listed), _MOST_COLUMNS)]
        several = [f"CREATE INDEX ON {self.table} (id) WHERE several"] if self._ordered else []
        return [
            *several,
            *(f"CREATE INDEX ON {self.table} USING gin ({', '.join(columns)})" for columns in words),
            *(
                f"CREATE INDEX ON {self.table} {index}"
                for each in self.fields.values()
                for index in each.indexes
            ),
        ]
