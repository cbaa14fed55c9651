"""The wiring of vectors: what the plugin contributes to the kernel."""

from typing import Any

from commonweal import VectorSettings, hookimpl


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``vectors``."""
    return VectorSettings
