"""Typed settings from one TOML file and the environment, each value with the place it came from.

The environment beats the file, the file beats the default of the struct. What nobody declared is refused.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.extensions import instead
from commonweal.plugin.values import convert_text, convert_value, description_of, expected, path_of, shown

PREFIX = "COMMONWEAL_"
ALIASES = {"COMMONWEAL_PORT": ("web", "port")}
NOT_SETTINGS = frozenset({"COMMONWEAL_HOME", "COMMONWEAL_CONFIG", "COMMONWEAL_DEBUG"})

_Section = TypeVar("_Section", bound=msgspec.Struct)


class SettingsError(OperatorError):
    """A setting is wrong, unknown or missing; the message names where it stands and what is right."""

    code = "settings_error"
    exit_code = 2


class EffectiveSetting(msgspec.Struct, frozen=True):
    """One setting as it is in force; ``value`` is fit to print."""

    section: str
    key: str
    value: str
    type: str
    source: str
    description: str


class _Given(msgspec.Struct, frozen=True):
    """A value somebody gave: from the file as it is, from the environment as text."""

    source: str
    value: Any
    is_text: bool

    def convert(self, kind: Any) -> object:
        return convert_text(self.value, kind) if self.is_text else convert_value(self.value, kind)


class Settings:
    """The settings of this process; each part of the system asks for its own section."""

    def __init__(self, home: Path, file: Path, given: dict[str, dict[str, _Given]]) -> None:
        self.home = home
        self.file = file
        self._given = given
        self._sections: dict[str, msgspec.Struct] = {}
        self._allowed: set[str] = set()

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read ``$COMMONWEAL_CONFIG`` or ``commonweal.toml`` in ``$COMMONWEAL_HOME``, and the environment."""
        home = _named_path(environ, "COMMONWEAL_HOME") or _usual_home()
        configured = _named_path(environ, "COMMONWEAL_CONFIG")
        file = configured or home / "commonweal.toml"
        given = _read_file(file, must_exist=configured is not None)
        for section, keys in _read_environment(environ).items():
            given.setdefault(section, {}).update(keys)
        return cls(home, file, given)

    def section(self, name: str, kind: type[_Section]) -> _Section:
        """Return section ``name`` as a ``kind``, or raise ``SettingsError`` for its first wrong setting."""
        if name not in self._sections:
            self._sections[name] = self._fill(name, kind)
        section = self._sections[name]
        if not isinstance(section, kind):
            raise TypeError(f"settings section {name} is a {type(section).__name__}, not a {kind.__name__}")
        return section

    def allow(self, name: str) -> None:
        """Let section ``name`` stand unread: it belongs to a plugin that is installed but not running."""
        self._allowed.add(_normal(name))

    def finish(self) -> None:
        """Refuse sections nobody asked for; call it when every part has asked for its own."""
        known = {_normal(name): name for name in self._sections}
        for name, keys in sorted(self._given.items()):
            if name not in known and name not in self._allowed and keys:
                first = next(iter(keys.values()))
                hint = instead(name, sorted(known.values()), "sections")
                raise SettingsError(f"{first.source}: unknown section {name!r}; {hint}")

    def effective(self) -> list[EffectiveSetting]:
        """List every setting of the sections asked for so far, with its value and where it came from."""
        return [
            EffectiveSetting(
                section=name,
                key=field.encode_name,
                value=shown(getattr(section, field.name)),
                type=expected(field.type),
                source=given.source if (given := self._keys(name).get(field.encode_name)) else "default",
                description=description_of(field.type),
            )
            for name, section in self._sections.items()
            for field in msgspec.structs.fields(section)
        ]

    def _keys(self, section: str) -> dict[str, _Given]:
        return self._given.get(_normal(section), {})

    def _fill(self, name: str, kind: type[_Section]) -> _Section:
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        values: dict[str, object] = {}
        for key, given in self._keys(name).items():
            if key not in fields:
                hint = instead(key, list(fields), "keys")
                raise SettingsError(f"{given.source}: unknown setting {name}.{key}; {hint}")
            try:
                values[fields[key].name] = given.convert(fields[key].type)
            except (msgspec.ValidationError, ValueError) as error:
                wanted = expected(fields[key].type)
                raise SettingsError(f"{given.source}: {name}.{key} must be {wanted} ({error})") from None
        for key, field in fields.items():
            if field.required and field.name not in values:
                variable = f"{PREFIX}{_normal(name).upper()}__{key.upper()}"
                wanted = f"{name}.{key} is not set; give it {expected(field.type)}"
                raise SettingsError(f"{self.file}: {wanted}, there or in {variable}")
        try:
            return kind(**values)
        except (TypeError, ValueError) as error:
            raise SettingsError(f"{self._places(name)}: the section {name!r} cannot stand: {error}") from None

    def _places(self, section: str) -> str:
        return ", ".join(dict.fromkeys(given.source for given in self._keys(section).values())) or str(
            self.file
        )


def _named_path(environ: Mapping[str, str], variable: str) -> Path | None:
    try:
        return path_of(environ[variable]).absolute() if environ.get(variable) else None
    except ValueError as error:
        raise SettingsError(f"{variable}: {error}; write the whole path") from None


def _usual_home() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - only needed when no home is named

    return user_data_path("commonweal", appauthor=False)


def _normal(section: str) -> str:
    """Return the name under which a section's values are kept: ``locale-en`` and ``LOCALE_EN`` are one."""
    return section.lower().replace("-", "_")


def _read_file(file: Path, *, must_exist: bool) -> dict[str, dict[str, _Given]]:
    try:
        document = tomllib.loads(file.read_bytes().decode())
    except FileNotFoundError:
        if must_exist:
            raise SettingsError(
                f"{file}: no such settings file; correct COMMONWEAL_CONFIG or unset it"
            ) from None
        return {}
    except OSError as error:
        raise SettingsError(f"{file}: the settings file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: byte {error.start} is not UTF-8 text; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}; correct it or remove the file") from None
    for name, keys in document.items():
        if not isinstance(keys, dict):
            raise SettingsError(f"{file}: {name} stands outside a section; put it under one, such as [web]")
    return {
        _normal(name): {key: _Given(str(file), value, is_text=False) for key, value in keys.items()}
        for name, keys in document.items()
    }


def _read_environment(environ: Mapping[str, str]) -> dict[str, dict[str, _Given]]:
    given: dict[str, dict[str, _Given]] = {}
    for variable, (section, key) in ALIASES.items():
        if variable in environ:
            given.setdefault(section, {})[key] = _Given(variable, environ[variable], is_text=True)
    for variable, text in sorted(environ.items()):
        if not variable.startswith(PREFIX) or variable in ALIASES or variable in NOT_SETTINGS:
            continue
        section, separator, key = variable.removeprefix(PREFIX).partition("__")
        if not (section and separator and key):
            hint = instead(variable, [*ALIASES, *sorted(NOT_SETTINGS)], "short variables")
            raise SettingsError(f"{variable}: settings are named COMMONWEAL_<SECTION>__<KEY>; {hint}")
        given.setdefault(_normal(section), {})[key.lower()] = _Given(variable, text, is_text=True)
    return given
