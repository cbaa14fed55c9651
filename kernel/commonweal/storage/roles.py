"""The database roles of plugins, and which of them a connection has at the moment.

A plugin's statements run with the rights of its role: on the tables of its own schema, and to emit and to
enqueue. The kernel's own run with all rights of the user in ``database.url``. This guards against mistakes,
not against malice: a plugin that wants to can reset the role.
"""

import re
from collections.abc import Collection
from hashlib import blake2b
from typing import Any

import asyncpg

from commonweal.plugin.acting import ANYONE, acting_plugin
from commonweal.plugin.published import api_of
from commonweal.storage.errors import RightsExceeded

KERNEL = "NONE"
"""The role of the kernel's own statements, as SQL says it: that of the user who connected."""

_WITHOUT_SCHEMA = "plugins"  # no plugin can be called so
_LONGEST_NAME = 63
_KNOWN = """
    SELECT session_user::text, ARRAY(
        SELECT rolname::text FROM pg_roles WHERE NOT rolcanlogin AND pg_has_role(session_user, oid, 'SET'))
"""
_QUALIFIED = re.compile(r'\b([a-z_][a-z0-9_]*)"?\."?([a-z_][a-z0-9_]*)')


class Session(asyncpg.Connection):  # type: ignore[misc]  # asyncpg ships no types
    """A connection that remembers the role it was left with."""

    role = KERNEL

    def note_role(self, role: str) -> None:
        """Remember the role; callable through the pool's proxy."""
        self.role = role


class Roles:
    """The roles of one database, by plugin."""

    def __init__(self, user: str, known: Collection[str]) -> None:
        self._user = user
        self._known = frozenset(known)
        self._words: dict[str | None, str | None] = {None: KERNEL, ANYONE: None}

    @classmethod
    async def read(cls, connection: asyncpg.Connection) -> "Roles":
        """Learn which roles there are for the user of a connection."""
        user, known = await connection.fetchrow(_KNOWN)
        return cls(user, known)

    def wanted(self, now: str) -> str:
        """Return the role of whose code runs, as SQL says it, for a connection that has the role ``now``."""
        plugin_id = acting_plugin()
        try:
            return self._words[plugin_id] or now
        except KeyError:
            return self._word(plugin_id)

    def exceeded(self, sql: str, error: asyncpg.InsufficientPrivilegeError) -> RightsExceeded:
        """Say whose table a plugin tried to use, and what to do instead."""
        plugin_id = acting_plugin() or "the kernel"
        named = [(schema, name) for schema, name in _QUALIFIED.findall(sql) if self._is_schema(schema)]
        foreign = [(schema, name) for schema, name in named if _owner(schema) != plugin_id]
        told = [(schema, name) for schema, name in foreign if {schema, name} & set(str(error).split())]
        for schema, name in told or foreign:
            owner = "the kernel" if schema == "kernel" else f"plugin {_owner(schema)}"
            way = "use what `commonweal` offers" if schema == "kernel" else f"call {api_of(_owner(schema))}"
            return RightsExceeded(f"plugin {plugin_id} may not use {schema}.{name} of {owner}: {way} instead")
        return RightsExceeded(
            f"plugin {plugin_id} lacks a right in the database ({error}): plugins read and write the rows of "
            "their own schema, and migrations change tables; if rights were lost, run `commonweal migrate`"
        )

    def _is_schema(self, name: str) -> bool:
        return name == "kernel" or role_name(self._user, name) in self._known

    def _word(self, plugin_id: str | None) -> str:
        own = role_name(self._user, (plugin_id or "").replace("-", "_"))
        name = own if own in self._known else role_name(self._user)
        self._words[plugin_id] = word = f'"{name}"'
        return word


class CurrentRole:
    """The role of one connection: told to the server before a statement, and only when another is wanted."""

    __slots__ = ("_connection", "_in_transaction", "exceeded", "now", "wanted")

    def __init__(self, connection: Any, roles: Roles, *, in_transaction: bool) -> None:
        self.now: str = connection.role
        self._connection = connection
        self._in_transaction = in_transaction
        self.wanted = roles.wanted
        self.exceeded = roles.exceeded

    async def adopt(self) -> None:
        """Take the role of whose code runs now."""
        role, word = self.wanted(self.now) or KERNEL, "LOCAL" if self._in_transaction else "SESSION"
        self._note("")  # unknown until the server has answered
        await self._connection.execute(f"SET {word} ROLE {role}")
        self._note(role)

    async def begin(self, sql: str) -> None:
        """Open a transaction or a part of one, and take the role in the same round trip."""
        role = self.wanted(self.now) or KERNEL
        changes = role != self.now
        self.now = ""
        await self._connection.execute(f"{sql};SET LOCAL ROLE {role}" if changes else sql)
        self.now = role

    def _note(self, role: str) -> None:
        self.now = role
        if not self._in_transaction:
            self._connection.note_role(role)


def _owner(schema: str) -> str:
    return schema.replace("_", "-")


def role_name(user: str, schema: str = _WITHOUT_SCHEMA) -> str:
    """Return what the role of a plugin is called: roles are shared by all databases, so its user is in it.

    Without ``schema`` it is that of the plugins that have none.
    """
    name = f"{user}_{schema}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"{schema}_{blake2b(name.encode(), digest_size=8).hexdigest()}"
