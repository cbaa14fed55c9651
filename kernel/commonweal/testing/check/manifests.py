"""CWM: the manifest and the project file say all that is needed, and nothing that is wrong."""

from collections.abc import Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from commonweal.plugin.manifest import PLUGIN_API_VERSION
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import Module
from commonweal.testing.check.subject import Subject

_HTTP_CLIENTS = ("httpx", "httpx2", "requests", "aiohttp", "urllib.request", "urllib3", "http.client")
_SERVICES = {"commonweal.BlobStore": "blobs", "commonweal.Mailer": "mail"}


@rule(
    "CWM001",
    Grade.BRONZE,
    "The manifest is valid",
    fix="correct the field; `commonweal plugins schema` prints the JSON Schema for your editor",
)
def valid(subject: Subject) -> Iterator[Place]:
    """Find a manifest that is missing or that the kernel would refuse."""
    if (error := subject.manifest_error) is not None:
        line = subject.line_of(error.field) if subject.manifest_file.is_file() else 1
        yield Place(subject.manifest_file, line, f"{error.field}: {error.problem}")


@rule(
    "CWM002",
    Grade.SILVER,
    "The manifest is complete",
    fix="give description, version (there or in pyproject.toml) and the languages its words come in",
)
def complete(subject: Subject) -> Iterator[Place]:
    """Find what a manifest may leave out but should not."""
    if not subject.is_plugin:
        return
    manifest, file = subject.manifest, subject.manifest_file
    if not manifest.description.strip():
        yield Place(file, 1, "description is missing: one sentence on what the plugin is for")
    if not manifest.version and not _has_version(subject):
        yield Place(file, 1, "version is missing, here and in pyproject.toml")
    has_words = (subject.package / "locales").is_dir() or bool(subject.templates)
    if has_words and not manifest.locales:
        yield Place(file, 1, "locales is missing: the languages that its words come in")


def _has_version(subject: Subject) -> bool:
    project = subject.distribution.project
    return bool(project.get("version")) or "version" in project.get("dynamic", [])


@rule(
    "CWM003",
    Grade.BRONZE,
    "The plugin API range takes in the present version",
    fix=f'widen plugin_api so that it takes in {PLUGIN_API_VERSION}, such as ">={PLUGIN_API_VERSION},<2"',
)
def accepts_present(subject: Subject) -> Iterator[Place]:
    """Find a range without the version of the plugin API that this kernel has."""
    if not subject.manifest.accepts(PLUGIN_API_VERSION):
        text = f"plugin_api {subject.manifest.plugin_api!r} leaves out {PLUGIN_API_VERSION}"
        yield Place(subject.manifest_file, subject.line_of("plugin_api"), text)


@rule(
    "CWM004",
    Grade.BRONZE,
    "The plugin API range ends before the next major version",
    fix='end the range before the next major version, such as ">=1.0,<2"',
)
def has_upper_bound(subject: Subject) -> Iterator[Place]:
    """Find a range that promises to work with versions that nobody has seen."""
    beyond = Version(f"{Version(PLUGIN_API_VERSION).major + 1}.0")
    if SpecifierSet(subject.manifest.plugin_api).contains(beyond):
        text = f"plugin_api {subject.manifest.plugin_api!r} takes in {beyond}, which may break it"
        yield Place(subject.manifest_file, subject.line_of("plugin_api"), text)


@rule(
    "CWM005",
    Grade.BRONZE,
    "The entry point names a module that is there",
    fix='write the entry point as name = "package.module", without a colon, for a module of the package',
)
def entry_point_is_there(subject: Subject) -> Iterator[Place]:
    """Find an entry point that names an object, or a module that does not exist."""
    if not subject.is_plugin:
        return
    distribution = subject.distribution
    value = distribution.plugins[subject.id]
    if ":" in value:
        yield Place(
            distribution.file, distribution.line_of(subject.id), f"{value!r} names more than a module"
        )
    elif subject.wiring is None:
        text = f"there is no module {subject.module_name}"
        yield Place(distribution.file, distribution.line_of(subject.id), text)


@rule(
    "CWM006",
    Grade.BRONZE,
    "Plugins it requires are dependencies",
    fix="add the distribution that brings the plugin to [project] dependencies",
)
def requirements_are_dependencies(subject: Subject) -> Iterator[Place]:
    """Find a required plugin that installing this one does not bring; only known plugins can be looked up."""
    brought = set()
    for text in subject.distribution.dependencies:
        try:
            brought.add(canonicalize_name(Requirement(text).name))
        except InvalidRequirement:
            continue
    brought.add(canonicalize_name(subject.distribution.name))
    for name in subject.manifest.requires:
        known = subject.neighbours.get(name)
        if known is not None and canonicalize_name(known.distribution) not in brought:
            text = f"requires {name!r}, and {known.distribution} is no dependency"
            yield Place(subject.manifest_file, subject.line_of("requires"), text)


@rule(
    "CWM007",
    Grade.BRONZE,
    "The manifest names the capabilities that are used",
    fix="add the capability to capabilities in manifest.toml, or stop using the service",
)
def capabilities_are_named(subject: Subject) -> Iterator[Place]:
    """Find services that the modules use and the manifest does not name."""
    if not subject.is_plugin:
        return
    named = set(subject.manifest.capabilities)
    if "database" not in named and subject.manifest.has_schema is False and subject.migrations:
        yield Place(subject.migrations[0], 1, 'there are migrations, and no capability "database"')
    for module in subject.modules:
        for capability, line, used in _uses(module):
            if capability not in named:
                yield Place(module.path, line, f'{used} is used, and no capability "{capability}" is named')


def _uses(module: Module) -> Iterator[tuple[str, int, str]]:
    """Yield the capabilities that the calls of a module need, each with its line."""
    told = set()
    for name, call in module.calls:
        if name.startswith(tuple(f"{client}." for client in _HTTP_CLIENTS)):
            if not name.split(".")[-1][:1].isupper() or name.endswith(("Client", "Session")):
                found = ("http", call.lineno, name)
            else:
                continue
        elif name.endswith("services.get") and call.args and module.full_name(call.args[0]) in _SERVICES:
            service = module.full_name(call.args[0])
            found = (_SERVICES[service], call.lineno, service)
        else:
            continue
        if found[0] not in told:
            told.add(found[0])
            yield found


@rule(
    "CWM008",
    Grade.GOLD,
    "The project file says what one must know before installing",
    fix="give description, license and requires-python in [project]",
)
def project_is_described(subject: Subject) -> Iterator[Place]:
    """Find what the project file leaves out."""
    distribution = subject.distribution
    for field in ("description", "license", "requires-python"):
        if not distribution.project.get(field) and field not in distribution.project.get("dynamic", []):
            yield Place(distribution.file, distribution.line_of("[project]"), f"{field} is missing")
