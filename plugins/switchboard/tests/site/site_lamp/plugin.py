"""The hooks of the lamp."""

from commonweal import hookimpl
from litestar import get


@get("/", sync_to_thread=False)
def look() -> dict[str, str]:
    """Say that it is lit."""
    return {"light": "on"}


@hookimpl
def commonweal_routes() -> list[object]:
    """Add the API."""
    return [look]
