"""What something new is called: every name derived from the one its author gives, or a sentence why not."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from keyword import iskeyword

import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.extensions import installed_entry_points, owner_of
from commonweal.plugin.manifest import ManifestError, parse_manifest
from commonweal.plugin.names import Names

OURS = "commonweal"
_WORDS_OF_SQL = """
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check
    collate collation column concurrently constraint create cross current_catalog current_date
    current_role current_schema current_time current_timestamp current_user default deferrable desc
    distinct do else end except false fetch for foreign freeze from full grant group having ilike in
    initially inner intersect into is isnull join lateral leading left like limit localtime
    localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
    references returning right select session_user similar some symmetric system_user table tablesample
    then to trailing true union unique user using variadic verbose when where window with
"""
"""What PostgreSQL reserves (``pg_get_keywords()``, R and T): no name of a schema without quotes."""
_NAMESPACE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class NameRefused(OperatorError):
    """A name cannot be used; the message says which one would do."""

    code = "name_refused"
    exit_code = 2


class NewNames(msgspec.Struct, frozen=True):
    """The names of a new distribution and of what is in it."""

    id: str
    namespace: str

    @property
    def distribution(self) -> str:
        """The name it is installed by."""
        return f"{self.namespace}-{self.id}"

    @property
    def package(self) -> str:
        """The name it is imported by."""
        return self.distribution.replace("-", "_")

    @property
    def schema(self) -> str:
        """The schema of its tables."""
        return Names.of(self.id).schema

    @property
    def title(self) -> str:
        """The name people read: the id in words."""
        return " ".join(word.capitalize() for word in self.id.split("-"))

    @property
    def pascal(self) -> str:
        """The id as a part of Python names."""
        return self.title.replace(" ", "")


def choose_names(group: str, name: str, namespace: str) -> NewNames:
    """Derive the names of something new in an entry-point group; raises ``NameRefused``."""
    if not _NAMESPACE.fullmatch(namespace):
        raise NameRefused(f"the namespace {namespace!r} must be small letters and digits, such as acme")
    if namespace.split("-", maxsplit=1)[0] == OURS:
        raise NameRefused(f"the namespace {OURS} is the project's own: name yours, as in --namespace acme")
    _refuse_shape(name)
    names = NewNames(name, namespace)
    if names.schema in _WORDS_OF_SQL.split():
        raise NameRefused(f"{name!r} is a word of SQL, in which its tables are named: choose another name")
    _refuse_taken(group, names)
    return names


def _refuse_shape(name: str) -> None:
    """Let the manifest say what an id may be, so that there is one rule."""
    toml = f'id = {msgspec.json.encode(name).decode()}\nname = "x"\nplugin_api = ">=1"'
    try:
        parse_manifest(toml.encode(), "")
    except ManifestError as error:
        suggestion = "-".join(re.findall(r"[a-z0-9]+", name.lower())).lstrip("0123456789-")
        hint = f"; {suggestion} would do" if _is_free(suggestion) and suggestion != name else ""
        raise NameRefused(f"{name!r} cannot be a plugin's id: it {_in_words(error.problem)}{hint}") from None


def _is_free(name: str) -> bool:
    try:
        parse_manifest(f'id = "{name}"\nname = "x"\nplugin_api = ">=1"'.encode(), "")
    except ManifestError:
        return False
    return True


def _in_words(problem: str) -> str:
    """Continue a sentence with what the manifest's check says."""
    if "reserved" in problem:
        return "is reserved by the kernel; choose another"
    return problem if problem.startswith("must") else "must be 2 to 40 small letters and digits, with dashes"


def _refuse_taken(group: str, names: NewNames) -> None:
    for found in installed_entry_points(group):
        if Names.of(found.name).schema == names.schema:
            raise NameRefused(f"{names.id!r} is taken by {owner_of(found)}: choose another name")
    if names.package in sys.stdlib_module_names or iskeyword(names.package) or find_spec(names.package):
        raise NameRefused(f"there is a package {names.package} already: choose another name or --namespace")
    try:
        known = distribution(names.distribution)
    except PackageNotFoundError:
        return
    raise NameRefused(
        f"{known.name} {known.version} is installed already: choose another name or --namespace"
    )
