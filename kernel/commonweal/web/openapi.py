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
METHODS = ("get", "post", "put", "patch", "delete")


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
        "operations": list_operations(schema),
        "objects": sorted(schema["components"].get("schemas", {}).items()),
        "codes": sorted(
            (status, code, words.text(f"{problems.message_id(code)}-title"))
            for code, status in problems.statuses.items()
        ),
        "base": str(request.base_url).rstrip("/"),
    }
    return Page("kernel/api.html", context)


def list_operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every operation with what a page shows of it, grouped by tag and in the order of paths."""
    operations = [
        {
            "id": f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""),
            "method": method,
            "path": path,
            "tag": (operation.get("tags") or [""])[0],
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": operation.get("parameters", []),
            "body": _content(operation.get("requestBody", {})),
            "answers": [
                {"status": status, "about": answer.get("description", ""), "type": _content(answer)}
                for status, answer in sorted(operation.get("responses", {}).items())
            ],
        }
        for path, item in sorted(schema.get("paths", {}).items())
        for method, operation in item.items()
        if method in METHODS
    ]
    return sorted(operations, key=lambda each: (each["tag"], each["path"]))


def _content(holder: dict[str, Any]) -> dict[str, Any] | None:
    return next((media.get("schema") for media in holder.get("content", {}).values()), None)


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
