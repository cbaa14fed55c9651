"""The names the kernel derives from a plugin's id, so that no two plugins meet in one room."""

import msgspec

_SETTINGS = (
    *("web", "database", "messaging", "i18n", "blobs", "telemetry", "plugins", "mail", "gateway"),
    "secrets",
)
ADDRESSES = frozenset({"api", "blobs", "errors", "health", "metrics", "schema", "static"})
"""The first part of the addresses that belong to the kernel."""

_SCHEMAS = ("public", "dramatiq", "information-schema")  # of PostgreSQL and libraries
RESERVED = frozenset({"kernel", "commonweal", *_SETTINGS, *ADDRESSES, *_SCHEMAS})
RESERVED_PREFIX = "pg-"  # PostgreSQL keeps schemas that begin pg_ for itself


class Names(msgspec.Struct, frozen=True):
    """Everything a plugin is called by, each derived from its id (ARCHITECTURE §2)."""

    schema: str
    route_prefix: str
    api_prefix: str
    static_prefix: str
    queue: str
    task_prefix: str
    event_prefix: str
    settings_section: str
    message_prefix: str
    log_name: str

    @classmethod
    def of(cls, plugin_id: str) -> "Names":
        """Derive the names of the plugin called ``plugin_id``."""
        return cls(
            schema=plugin_id.replace("-", "_"),
            route_prefix=f"/{plugin_id}",
            api_prefix=f"/api/v1/{plugin_id}",
            static_prefix=f"/static/{plugin_id}",
            queue=plugin_id,
            task_prefix=f"{plugin_id}.",
            event_prefix=f"{plugin_id}.",
            settings_section=plugin_id,
            message_prefix=f"{plugin_id}-",
            log_name=f"commonweal.plugins.{plugin_id}",
        )

    def secret_key(self, name: str) -> str:
        """Return the key of a secret of the plugin in the settings section ``secrets``."""
        return f"{self.schema}__{name}"


def is_reserved(plugin_id: str) -> bool:
    """Say whether ``plugin_id`` would derive a name that belongs to the kernel or to PostgreSQL."""
    return plugin_id in RESERVED or plugin_id.startswith(RESERVED_PREFIX)
