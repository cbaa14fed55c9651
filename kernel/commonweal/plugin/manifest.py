"""The manifest of a plugin: data that is read and checked before a line of the plugin is imported."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from commonweal.errors import OperatorError
from commonweal.plugin.extensions import instead
from commonweal.plugin.names import is_reserved

PLUGIN_API_VERSION = "1.0"
FILE_NAME = "manifest.toml"
_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$(?!\n)"
_LOCALE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$(?!\n)"
_HOOK = r"^commonweal_[a-z][a-z0-9_]*$(?!\n)"
_HOST = (
    r"^((http://)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?|"
    r"setting:[a-z][a-z0-9_]*)$(?!\n)"
)
_KEY = r"^[a-z][a-z0-9_]{0,39}$(?!\n)"
_MODULE = r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)+$(?!\n)"
_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*$(?!\n)"
MOST_BYTES = 65_536
_MOST_DOTS = 1_000  # tomllib takes time by the square of the parts of a dotted key, of which there are none
_LONGEST_FIELD, _LONGEST_PROBLEM = 80, 300
_SHAPE_IN_WORDS = {
    _LINE: "one line, without characters that cannot be shown",
    _MODULE: 'a module in the package of the plugin, such as "my_package.hooks"',
    _ID: "2 to 40 small letters and digits, in words joined by single dashes, beginning with a letter",
    _HOST: 'a host such as "api.example.org" or "http://127.0.0.1:8080", or "setting:" and the name of one',
    _KEY: "up to 40 small letters, digits and underscores, beginning with a letter",
    _LOCALE: 'a language tag such as "es" or "zh-Hans"',
    _HOOK: "the name of a hook, which begins with commonweal_",
}
_TYPES_IN_WORDS = {
    "`array`": "a list",
    "`str`": "text",
    "`int`": "a whole number",
    "`bool`": "true or false",
    "`object`": "a table",
    "`float`": "a number",
    "`date`": "a date",
    "`time`": "a time",
    "`datetime`": "a date with a time",
}

PluginId = Annotated[str, Meta(pattern=_ID, min_length=2, max_length=40)]
PluginIds = tuple[PluginId, ...]
Line = Annotated[str, Meta(pattern=_LINE)]
HookName = Annotated[str, Meta(pattern=_HOOK)]
ModuleName = Annotated[str, Meta(pattern=_MODULE)]
HttpHost = Annotated[str, Meta(pattern=_HOST, max_length=260)]
SecretName = Annotated[str, Meta(pattern=_KEY)]
LocaleTag = Annotated[str, Meta(pattern=_LOCALE)]
Capability = Literal["database", "blobs", "http", "mail", "plugins", "secrets"]


class ManifestError(OperatorError):
    """A manifest cannot be used; the message names the file, the field and what is expected, on one line."""

    code = "manifest_error"

    def __init__(self, file: str, field: str, problem: str) -> None:
        self.file = file
        self.field = _shown(field, _LONGEST_FIELD)
        self.problem = _shown(problem, _LONGEST_PROBLEM)
        super().__init__(f"{file}: {self.field}: {self.problem}")


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a plugin says about itself in ``manifest.toml`` (ARCHITECTURE §2)."""

    id: Annotated[PluginId, Meta(description="The plugin's id; every name it uses is derived from it.")]
    name: Annotated[Line, Meta(min_length=1, max_length=80, description="The name people read.")]
    plugin_api: Annotated[
        Line,
        Meta(max_length=200, description='The versions of the plugin API it works with, such as ">=1.0,<2".'),
    ]
    version: Annotated[
        Annotated[Line, Meta(max_length=100)] | None,
        Meta(description="Its version; left out, that of its distribution."),
    ] = None
    description: Annotated[Line, Meta(max_length=500, description="One sentence on what it is for.")] = ""
    requires: Annotated[PluginIds, Meta(description="Ids of plugins that must run for it to run.")] = ()
    after: Annotated[PluginIds, Meta(description="Ids of plugins to load first if they are there.")] = ()
    scope: Annotated[
        Literal["deployment", "organisation"],
        Meta(description="Whether it is switched on for the whole deployment or for single organisations."),
    ] = "deployment"
    boot: Annotated[
        Literal["required", "optional"],
        Meta(description="Whether the start stops when it fails, or goes on without it."),
    ] = "optional"
    capabilities: Annotated[tuple[Capability, ...], Meta(description="The services it uses.")] = ()
    http_hosts: Annotated[
        tuple[HttpHost, ...],
        Meta(
            description='The hosts it may reach, such as "api.example.org"; "setting:issuer" is the host in '
            "the plugin's setting of that name."
        ),
    ] = ()
    secrets: Annotated[
        tuple[SecretName, ...], Meta(description="The secrets it needs, which the operator sets by name.")
    ] = ()
    hooks: Annotated[tuple[HookName, ...], Meta(description="Exactly the hooks it implements.")] = ()
    specifications: Annotated[
        ModuleName | None,
        Meta(description="The module in its package that specifies hooks for plugins that require it."),
    ] = None
    locales: Annotated[tuple[LocaleTag, ...], Meta(description="The languages its words come in.")] = ()
    schema: Annotated[
        bool | None,
        Meta(description="Whether it has a PostgreSQL schema; left out, if it uses the database."),
    ] = None

    @property
    def has_schema(self) -> bool:
        """Say whether the plugin has a PostgreSQL schema of its own."""
        return "database" in self.capabilities if self.schema is None else self.schema

    def accepts(self, api_version: str) -> bool:
        """Say whether the plugin works with plugin API ``api_version``."""
        return Version(api_version) in SpecifierSet(self.plugin_api)


def parse_manifest(data: bytes, file: str) -> Manifest:
    """Turn the bytes of ``file`` into a manifest, or raise ``ManifestError``."""
    if len(data) > MOST_BYTES or data.count(b".") > _MOST_DOTS:
        raise ManifestError(
            file, "file", f"too large: at most {MOST_BYTES:,} bytes, and {_MOST_DOTS:,} dots among them"
        )
    try:
        manifest = msgspec.convert(tomllib.loads(data.decode()), Manifest)
    except UnicodeDecodeError as error:
        raise ManifestError(file, f"byte {error.start}", "not UTF-8 text; save the file as UTF-8") from error
    except msgspec.ValidationError as error:
        raise _wrong_field(file, str(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(file, _place(str(error)), f"not valid TOML: {error}") from error
    except ValueError as error:
        raise ManifestError(file, "document", "holds a number with too many digits") from error
    except RecursionError as error:
        raise ManifestError(file, "document", "nested too deep: a manifest has lists of text only") from error
    _check_meaning(manifest, file)
    return manifest


def read_manifest(package: Path, plugin_id: str) -> Manifest:
    """Read and check the manifest in ``package``, which must be that of ``plugin_id``."""
    file = package / FILE_NAME
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ManifestError(str(file), "file", f"cannot be read: {error.strerror or error}") from error
    manifest = parse_manifest(data, str(file))
    if manifest.id != plugin_id:
        raise ManifestError(str(file), "id", f'must be "{plugin_id}", the name of its entry point')
    return manifest


def manifest_schema() -> dict[str, Any]:
    """Return the JSON Schema of manifests, as published in ``manifest.schema.json``."""
    [reference], definitions = msgspec.json.schema_components([Manifest])
    body = definitions[reference["$ref"].rpartition("/")[2]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Commonweal plugin manifest"}
    published = head | {key: value for key, value in body.items() if key != "title"}
    # Through JSON, so that the defaults, which are tuples, are the lists that are published.
    return msgspec.json.decode(msgspec.json.encode(published), type=dict[str, Any])


def _check_meaning(manifest: Manifest, file: str) -> None:
    """Refuse what the shape of a manifest allows but its meaning does not."""
    if is_reserved(manifest.id):
        raise ManifestError(file, "id", f'"{manifest.id}" is reserved by the kernel; choose another id')
    try:
        SpecifierSet(manifest.plugin_api)
    except InvalidSpecifier as error:
        raise ManifestError(file, "plugin_api", 'must be a version range such as ">=1.0,<2"') from error
    try:
        Version(manifest.version or "0")
    except InvalidVersion as error:
        raise ManifestError(file, "version", 'must be a version such as "1.2.0" (PEP 440)') from error
    for field in ("requires", "after", "capabilities", "http_hosts", "secrets", "hooks", "locales"):
        values = getattr(manifest, field)
        if len(set(values)) < len(values):
            raise ManifestError(file, field, "names the same thing twice")
    _check_capabilities(manifest, file)
    for field in ("requires", "after"):
        if manifest.id in getattr(manifest, field):
            raise ManifestError(file, field, "names the plugin itself")


def _check_capabilities(manifest: Manifest, file: str) -> None:
    for field, capability in (("http_hosts", "http"), ("secrets", "secrets")):
        if getattr(manifest, field) and capability not in manifest.capabilities:
            raise ManifestError(file, field, f'needs "{capability}" in capabilities')


def _wrong_field(file: str, message: str) -> ManifestError:
    """Say which field a msgspec message is about, and what would be right."""
    if unknown := re.search(r"unknown field `(.*)`", message, re.DOTALL):
        hint = instead(unknown[1][:_LONGEST_FIELD], Manifest.__struct_fields__, "fields")
        return ManifestError(file, unknown[1], f"unknown field; {hint}")
    if missing := re.search(r"missing required field `(.*)`", message):
        return ManifestError(file, missing[1], "missing; every manifest needs it")
    problem, _, path = message.rpartition(" - at `$")
    for pattern, words in _SHAPE_IN_WORDS.items():
        if repr(pattern) in problem:
            problem = f"must be {words}"
    for word, words in _TYPES_IN_WORDS.items():
        problem = problem.replace(word, words)
    return ManifestError(file, path.strip("`.") or "manifest", problem or message)


def _place(message: str) -> str:
    """Return the line a TOML error speaks of."""
    found = re.search(r"line \d+", message)
    return found[0] if found else "document"


def _shown(text: str, most: int) -> str:
    """Write what a manifest holds so that it stays on one line of a sensible length."""
    cut = text if len(text) <= most else f"{text[:most]}…"
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in cut)
