"""The description of the API: OpenAPI 3.1 at ``/schema``, and the same for people at ``/schema/docs``."""

from dataclasses import dataclass
from datetime import time
from inspect import cleandoc
from typing import Any

from litestar import Litestar, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    OpenAPIType,
    Operation,
    Parameter,
    Schema,
    SecurityScheme,
    Server,
)
from litestar.plugins import OpenAPISchemaPlugin

from commonweal.web.idempotency import HEADER
from commonweal.web.pages import Page
from commonweal.web.settings import WebSettings
from commonweal.web.visit import Visit

VERSION = "1"
_PLACE_OF_ID = 3  # in /api/v1/<plugin id>/…
_BEARER = "bearer"
# HTTP takes blanks around a header's value away, so that none can be a part of a key's ends.
_KEY = "^[!-~]([ -~]*[!-~])?$"
_TEXT = Schema(type=OpenAPIType.STRING, min_length=1, max_length=255, pattern=_KEY)


@dataclass
class Write(Operation):
    """The description of an operation that may be sent again under the same key without happening twice."""

    def __post_init__(self) -> None:
        """Add the header to what the handler itself takes."""
        about = "The same key with the same body within 24 hours is answered alike, and done once."
        key = Parameter(HEADER, "header", schema=_TEXT, description=about, required=self.key_required)
        self.parameters = [*(self.parameters or []), key]

    @property
    def key_required(self) -> bool:
        """Whether the operation moves tokens, so that it is never done without a key."""
        return False


class OnceOnly(Write):
    """The description of an operation that needs the key."""

    @property
    def key_required(self) -> bool:
        """Say that it does."""
        return True


def describe_access(handler: HTTPRouteHandler, *, writes: bool) -> None:
    """Add to the description of a handler who may call it, and the key of a write."""
    permission = next(
        (guard.permission for guard in handler.guards or () if hasattr(guard, "permission")), None
    )
    handler.security = [{_BEARER: []}] if permission else [{}, {_BEARER: []}]
    if permission:
        roles = ", ".join(f"`{role}`" for role in sorted(permission.roles))
        needs = f"Needs the permission `{permission.name}`, which the roles {roles} have."
        handler.description = f"{cleandoc(handler.fn.__doc__ or '')}\n\n{needs}"
    once = handler.opt.get("idempotency")
    if writes and once != "never":
        handler.operation_class = OnceOnly if once == "required" else Write


def openapi_config(settings: WebSettings) -> OpenAPIConfig:
    """Return the configuration that makes Litestar describe the API, and us show it."""
    return OpenAPIConfig(
        title="Commonweal API",
        version=VERSION,
        servers=[Server(url=settings.public_url or "/")],
        components=Components(
            security_schemes={
                _BEARER: SecurityScheme(
                    "http", scheme="bearer", description="An access token, or the key of an agent or service."
                )
            }
        ),
        use_handler_docstrings=True,
        openapi_router=Router(
            "/schema", route_handlers=[docs], include_in_schema=False, after_request=_tell_not_found
        ),
        render_plugins=[_Described(path=("/", "/openapi.json"))],
    )


class ClockTimes(OpenAPISchemaPlugin):
    """Describes times of day, which Litestar takes for durations."""

    @staticmethod
    def is_plugin_supported_type(value: Any) -> bool:
        """Say whether it is one."""
        return value is time

    def to_openapi_schema(self, field_definition: Any, schema_creator: Any) -> Schema:  # noqa: ARG002 - their names
        """Describe it as msgspec reads and writes it, for which JSON Schema has no format."""
        return Schema(type=OpenAPIType.STRING, pattern=r"^\d\d:\d\d(:\d\d(\.\d+)?)?$", examples=["08:30:00"])


class _Described(JsonRenderPlugin):
    """Gives the description as JSON, with the operations of the plugins that are on."""

    def render(self, request: Any, openapi_schema: dict[str, Any]) -> bytes:
        """Leave out what is switched off at this moment."""
        return self.render_json(request, present(request.app, openapi_schema))


def present(app: Litestar, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a description without the operations of plugins that are switched off."""
    host = app.state["host"]
    paths = {
        path: item for path, item in schema["paths"].items() if host.is_enabled(path.split("/")[_PLACE_OF_ID])
    }
    return {**schema, "paths": paths}


async def _tell_not_found(response: Response[Any]) -> Response[Any]:
    """Leave unknown addresses below ``/schema`` to our own page."""
    if response.status_code == NotFoundException.status_code:
        raise NotFoundException
    return response


@get("/docs", opt={"page": True})
async def docs(request: Visit) -> Page:
    """Show the description of the API as a page."""
    schema = present(request.app, request.app.openapi_schema.to_schema())
    words, problems = request.translator, request.web.problems
    context = {
        "operations": [
            {"method": method, "path": path, "tag": operation["tags"][0], **operation}
            for path, item in sorted(schema["paths"].items())
            for method, operation in item.items()
        ],
        "objects": schema["components"].get("schemas", {}),
        "codes": sorted(
            (status, code, words.text(f"{problems.message_id(code)}-title"))
            for code, status in problems.statuses.items()
        ),
        "base": str(request.base_url).rstrip("/"),
    }
    return Page("kernel/api.html", context)


def describe_content(holder: dict[str, Any]) -> str:
    """Write what a body or an answer holds."""
    return next((describe_type(media.get("schema")) for media in holder.get("content", {}).values()), "")


def describe_type(schema: dict[str, Any] | None) -> str:
    """Write a JSON Schema as one would say it: ``string (uuid)``, ``list of Mission``."""
    if not schema:
        return ""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    for together in ("oneOf", "anyOf", "allOf"):
        if together in schema:
            return " or ".join(dict.fromkeys(describe_type(each) for each in schema[together]))
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {describe_type(schema.get('items', {})) or 'any'}"
    kinds = kind if isinstance(kind, list) else [kind]
    form = f" ({schema['format']})" if "format" in schema else ""
    return " or ".join(str(each) for each in kinds) + form
