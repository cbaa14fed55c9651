"""Migrations of one plugin, gone up and down, and everything that is in the database before and after."""

from collections.abc import Sequence

from commonweal.storage.connecting import connect
from commonweal.storage.migrations import MigrationSource, Migrator, read_source
from commonweal.storage.settings import DatabaseSettings

_EVERYTHING = """
    SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'
    UNION ALL
    SELECT 'relation ' || nspname || '.' || relname || ' ' || relkind::text FROM pg_class
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    UNION ALL
    SELECT 'column ' || attrelid::regclass::text || '.' || attname || ' '
            || format_type(atttypid, atttypmod) || ' ' || attnotnull::text
            || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND attnum > 0 AND NOT attisdropped
            AND relkind IN ('r', 'p', 'v', 'm')
    UNION ALL
    SELECT 'constraint ' || conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname !~ '^pg_'
    UNION ALL
    SELECT 'function ' || oid::regprocedure::text FROM pg_proc
        WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'type ' || oid::regtype::text FROM pg_type WHERE typtype IN ('d', 'e', 'r')
        AND typnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'trigger ' || tgrelid::regclass::text || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1
"""


class Reversal:
    """One plugin's migrations on a database that has those of the plugins it requires."""

    def __init__(
        self, settings: DatabaseSettings, before: Sequence[MigrationSource], own: MigrationSource
    ) -> None:
        self._settings = settings
        self._sources = [*before, own]
        self._own = own

    async def up(self) -> None:
        """Apply the plugin's migrations."""
        await Migrator(self._settings, self._sources).apply()

    async def down(self) -> None:
        """Run each down section, the latest first, and forget the records and the empty schema."""
        async with connect(self._settings, "commonweal-tests") as connection:
            for migration in reversed(read_source(self._own)):
                await connection.execute(f'SET search_path = "{self._own.schema}", public')
                await connection.execute(migration.down)
            await connection.execute(f'RESET search_path; DROP SCHEMA "{self._own.schema}"')
            await connection.execute("DELETE FROM kernel.migration WHERE owner = $1", self._own.owner)

    async def everything(self) -> list[str]:
        """List every schema, relation, column, constraint, index, function, type and trigger."""
        async with connect(self._settings, "commonweal-tests") as connection:
            return [row[0] for row in await connection.fetch(_EVERYTHING)]
