"""Who may do what in the database: makes the roles of plugins, and gives each its rights.

All is worked out by comparing what is wanted with what is there, so that it can be done again at any time.
"""

from collections.abc import Sequence
from contextlib import suppress

import asyncpg

from commonweal.storage.errors import MigrationRefused
from commonweal.storage.roles import role_name

_ATTEMPTS = 5
_RACES = (asyncpg.DuplicateObjectError, asyncpg.UniqueViolationError, asyncpg.InternalServerError)
_LACKING = """
WITH plugin AS (
    SELECT name, r.oid AS role, schema, n.oid AS namespace
    FROM unnest($1::text[], $2::text[]) AS wanted (name, schema)
    LEFT JOIN pg_roles AS r ON rolname = name LEFT JOIN pg_namespace AS n ON nspname = schema
), part AS (
    SELECT role, name, c.oid, relkind, format('%I.%I', schema, relname) AS part
    FROM plugin JOIN pg_class AS c ON relnamespace = namespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
), wanted AS (
    SELECT 1 AS turn, format('CREATE ROLE %I NOLOGIN', name) AS statement, role IS NOT NULL AS is_there
    FROM plugin
    UNION ALL SELECT 2, format('GRANT %I TO %I WITH SET TRUE, INHERIT FALSE', name, session_user),
        pg_has_role(session_user, role, 'SET') FROM plugin
    UNION ALL SELECT 3, format('GRANT USAGE ON SCHEMA %I TO %I', nspname, name),
        has_schema_privilege(role, n.oid, 'USAGE')
    FROM plugin, pg_namespace AS n WHERE nspname IN ('kernel', 'public', schema)
    UNION ALL SELECT 4, format('GRANT INSERT ON kernel.%I TO %I', relname, name),
        has_table_privilege(role, c.oid, 'INSERT')
    FROM plugin, pg_class AS c
    WHERE c.oid IN (to_regclass('kernel.event'), to_regclass('kernel.task_request'))
    UNION ALL SELECT 4, format('GRANT USAGE ON SEQUENCE kernel.event_sequence TO %I', name),
        has_sequence_privilege(role, to_regclass('kernel.event_sequence'), 'USAGE')
    FROM plugin WHERE to_regclass('kernel.event_sequence') IS NOT NULL
    UNION ALL SELECT 5, format('GRANT %s ON %s TO %I', asked, part, name),
        has_table_privilege(role, oid, asked)
    FROM part, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS asked WHERE relkind <> 'S'
    UNION ALL SELECT 5, format('GRANT %s ON SEQUENCE %s TO %I', asked, part, name),
        has_sequence_privilege(role, oid, asked)
    FROM part, unnest(ARRAY['SELECT', 'USAGE', 'UPDATE']) AS asked WHERE relkind = 'S'
    UNION ALL SELECT 6, format('GRANT EXECUTE ON ROUTINE %s TO %I', p.oid::regprocedure, name),
        has_function_privilege(role, p.oid, 'EXECUTE')
    FROM plugin JOIN pg_proc AS p ON pronamespace = namespace
) SELECT statement FROM wanted WHERE is_there IS NOT TRUE ORDER BY turn, statement
"""


async def lacking(connection: asyncpg.Connection, schemas: Sequence[str]) -> list[str]:
    """Return the statements that would give the plugins with these schemas the rights they lack."""
    user = await connection.fetchval("SELECT session_user::text")
    # The last is for plugins without a schema: they emit and enqueue, and have no more.
    names = [*(role_name(user, schema) for schema in schemas), role_name(user)]
    return [row[0] for row in await connection.fetch(_LACKING, names, [*schemas, None])]


async def grant(connection: asyncpg.Connection, schemas: Sequence[str]) -> None:
    """Give the plugins with these schemas the rights they lack; raises MigrationRefused when we may not."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            async with connection.transaction():
                for statement in await lacking(connection, schemas):
                    await connection.execute(statement)
        except _RACES:  # a migrator of another database of this server makes the same roles
            if attempt == _ATTEMPTS:
                raise
        except asyncpg.InsufficientPrivilegeError as error:
            raise MigrationRefused(
                f"The user of database.url may not give plugins rights of their own ({error}): let an "
                "administrator of the server ALTER ROLE it CREATEROLE, or set database.plugin_roles to false."
            ) from error
        else:
            return


async def forget(connection: asyncpg.Connection, schema: str) -> None:
    """Take away the role of the plugin with this schema, inside a transaction, after its schema was dropped.

    A role that another database of the server still knows keeps its rights there.
    """
    name = role_name(await connection.fetchval("SELECT session_user::text"), schema)
    if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", name):
        return
    for held in ("ALL TABLES IN SCHEMA kernel", "ALL SEQUENCES IN SCHEMA kernel", "SCHEMA kernel, public"):
        await connection.execute(f'REVOKE ALL ON {held} FROM "{name}"')
    with suppress(asyncpg.DependentObjectsStillExistError):
        async with connection.transaction():
            await connection.execute(f'DROP ROLE "{name}"')
