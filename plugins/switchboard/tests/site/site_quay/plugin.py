"""The hooks of the quay."""

from commonweal import Visit, hookimpl
from litestar import get
from litestar.params import FromPath


@get("/{organisation:str}/berths", sync_to_thread=False)
def berths(request: Visit, organisation: FromPath[str]) -> dict[str, str]:
    """Say whose berths these are."""
    return {"named": organisation, "id": str(request.organisation_id)}


@hookimpl
def commonweal_routes() -> list[object]:
    """Add the API."""
    return [berths]
