"""The description of the API: OpenAPI 3.1 at ``/schema``, and the same for people at ``/schema/docs``."""

from typing import Any

from litestar import Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Server

from commonweal.web.pages import Page
from commonweal.web.settings import WebSettings
from commonweal.web.visit import Visit

VERSION = "1"


def openapi_config(settings: WebSettings) -> OpenAPIConfig:
    """Return the configuration that makes Litestar describe the API, and us show it."""
    return OpenAPIConfig(
        title="Commonweal API",
        version=VERSION,
        servers=[Server(url=settings.public_url or "/")],
        use_handler_docstrings=True,
        openapi_router=Router(
            "/schema", route_handlers=[docs], include_in_schema=False, after_request=_tell_not_found
        ),
        render_plugins=[JsonRenderPlugin(path="/")],
    )


async def _tell_not_found(response: Response[Any]) -> Response[Any]:
    """Leave unknown addresses below ``/schema`` to our own page."""
    if response.status_code == NotFoundException.status_code:
        raise NotFoundException
    return response


@get("/docs", opt={"page": True})
async def docs(request: Visit) -> Page:
    """Show the description of the API as a page."""
    schema = request.app.openapi_schema.to_schema()
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
