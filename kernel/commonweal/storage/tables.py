# ruff: noqa: ARG002, FBT001, FBT002 - the signatures are Piccolo's
"""Piccolo's tables, run inside the current unit of work and nowhere else."""

from collections.abc import Iterable
from typing import Any, NoReturn

from piccolo.engine.base import BaseTransaction, Engine
from piccolo.querystring import QueryString
from piccolo.table import Table

from commonweal.storage.errors import WorkMisused
from commonweal.storage.work import UnitOfWork, current_work


class PiccoloEngine(Engine[BaseTransaction]):
    """The engine of every table: it has no connection of its own and opens no transaction."""

    def __init__(self) -> None:
        super().__init__(engine_type="postgres", min_version_number=0)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[Any]:
        """Run a query of Piccolo's in the current unit of work."""
        sql, arguments = querystring.compile_string(engine_type=self.engine_type)
        return await _work().fetch(sql, *arguments)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Any]:
        """Run a statement that changes the schema, for tests: migrations are SQL files."""
        return await _work().fetch(ddl)

    def transform_response_to_dicts(self, results: Iterable[Any]) -> list[dict[str, Any]]:
        """Turn asyncpg's records into the dictionaries Piccolo works with."""
        return [dict(record) for record in results]

    async def get_version(self) -> float:
        """Say nothing of a version: the database driver has looked at it."""
        return 0.0

    def get_version_sync(self) -> float:
        """Say nothing of a version either."""
        return 0.0

    async def prep_database(self) -> None:
        """Prepare nothing: migrations do."""

    def batch(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: only a unit of work opens transactions, and a batch swallows errors."""
        raise WorkMisused(
            "Piccolo's batch(), transaction() and atomic() are not used here: open `database.write()`."
        )

    transaction = atomic = batch


def bind(tables: Iterable[type[Table]]) -> None:
    """Let the tables' queries run in the current unit of work."""
    engine = PiccoloEngine()
    for table in tables:
        table._meta.db = engine  # noqa: SLF001 - the name Piccolo documents for this


def _work() -> UnitOfWork:
    work = current_work()
    if work is None:
        raise WorkMisused(
            "A query runs inside `async with database.write()` or `database.read()`; open one around it."
        )
    return work
