"""CWH: hooks are spelled right, listed exactly, of the right shape, and documented."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from inspect import signature

import msgspec

from commonweal.plugin.extensions import instead
from commonweal.plugin.hookbook import per_call_of
from commonweal.runtime import SERVICES
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import Function, Module
from commonweal.testing.check.subject import Neighbour, Subject

_IMPLEMENTATION, _SPECIFICATION, _PER_CALL = (
    f"commonweal.{name}" for name in ("hookimpl", "hookspec", "per_call")
)


class Shape(msgspec.Struct, frozen=True):
    """What an implementation may ask for, and whether it is ``async def``."""

    arguments: tuple[str, ...]
    is_per_call: bool


@cache
def _hooks_of_kernel() -> dict[str, Shape]:
    found = {}
    for service in SERVICES:
        if find_spec(f"commonweal.{service}.hooks") is None:
            continue
        for name, function in vars(import_module(f"commonweal.{service}.hooks")).items():
            if hasattr(function, "commonweal_spec"):
                shape = Shape(tuple(signature(function).parameters), per_call_of(function) is not None)
                found[name] = shape
    return found


def known_hooks(subject: Subject) -> dict[str, Shape]:
    """Return the hooks of the kernel, of the plugins that are known, and the subject's own."""
    found = dict(_hooks_of_kernel())
    for other in subject.neighbours.values():
        found |= _specified_by(other)
    own = subject.module_of.get(subject.manifest.specifications or "")
    return found | (_specified_in(own) if own is not None else {})


@cache
def _specified_by(other: Neighbour) -> dict[str, Shape]:
    module = other.manifest.specifications
    if module is None or not module.startswith(f"{other.package_name}."):
        return {}
    steps = module.removeprefix(f"{other.package_name}.").split(".")
    path = other.package.joinpath(*steps).with_suffix(".py")
    return _specified_in(Module(path, module)) if path.is_file() else {}


def _specified_in(module: Module) -> dict[str, Shape]:
    found = {}
    for function in module.functions:
        marks = {module.full_name(_called(each)) for each in function.decorator_list}
        if marks & {_SPECIFICATION, _PER_CALL}:
            found[function.name] = Shape(_arguments(function), _PER_CALL in marks)
    return found


def _called(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _arguments(function: Function) -> tuple[str, ...]:
    given = function.args
    return tuple(each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs))


def _implementations(subject: Subject) -> Iterator[Function]:
    """Yield the functions of the wiring that are marked as implementations."""
    module = subject.wiring
    for function in module.functions if module is not None else ():
        if any(module and module.full_name(_called(d)) == _IMPLEMENTATION for d in function.decorator_list):
            yield function


@rule(
    "CWH001",
    Grade.BRONZE,
    "A hook that is implemented exists",
    fix="correct the name; `commonweal hooks` lists them all, and hooks of a plugin need it in requires",
)
def spelled_right(subject: Subject) -> Iterator[Place]:
    """Find implementations, and names in the manifest, of hooks that nobody specifies."""
    known = known_hooks(subject)
    implemented = {function.name: function for function in _implementations(subject)}
    for name, function in implemented.items():
        if name not in known and subject.wiring is not None:
            hint = instead(name, known, "hooks")
            yield Place(subject.wiring.path, function.lineno, f"{name} is no hook; {hint}")
    for name in subject.manifest.hooks:
        if name not in known and name not in implemented:
            line = subject.line_of("hooks")
            yield Place(subject.manifest_file, line, f"{name} is no hook; {instead(name, known, 'hooks')}")


@rule(
    "CWH002",
    Grade.BRONZE,
    "The manifest lists exactly the hooks that are implemented",
    fix="bring hooks in manifest.toml in line with the functions marked @hookimpl",
)
def listed_exactly(subject: Subject) -> Iterator[Place]:
    """Find hooks that are implemented and not listed, or listed and not implemented."""
    implemented = {function.name: function for function in _implementations(subject)}
    listed = set(subject.manifest.hooks)
    for name, function in implemented.items():
        if name not in listed and subject.wiring is not None:
            text = f"{name} is implemented, and the manifest does not list it"
            yield Place(subject.wiring.path, function.lineno, text)
    for name in sorted(listed - implemented.keys()):
        text = f"{name} is listed, and no function marked @hookimpl implements it"
        yield Place(subject.manifest_file, subject.line_of("hooks"), text)


@rule(
    "CWH003",
    Grade.BRONZE,
    "An implementation has the shape of its hook",
    fix="ask for arguments of the specification only, with `async def` exactly where it has it",
)
def fits(subject: Subject) -> Iterator[Place]:
    """Find implementations that ask for what they are not given, or are of the other kind."""
    known = known_hooks(subject)
    for function in _implementations(subject):
        shape = known.get(function.name)
        if shape is None or subject.wiring is None:
            continue
        path = subject.wiring.path
        if unknown := sorted(set(_arguments(function)) - set(shape.arguments)):
            given = ", ".join(shape.arguments) or "nothing"
            text = f"{function.name} asks for {', '.join(unknown)} and is given {given}"
            yield Place(path, function.lineno, text)
        if isinstance(function, ast.AsyncFunctionDef) is not shape.is_per_call:
            kind = "async def" if shape.is_per_call else "def"
            yield Place(path, function.lineno, f"{function.name} must be a {kind}")


@rule(
    "CWH004",
    Grade.GOLD,
    "Implementations of hooks are documented",
    fix="give the function a docstring: what this plugin contributes here",
)
def implementations_documented(subject: Subject) -> Iterator[Place]:
    """Find implementations without a docstring."""
    for function in _implementations(subject):
        if not ast.get_docstring(function) and subject.wiring is not None:
            yield Place(subject.wiring.path, function.lineno, f"{function.name} has no docstring")


@rule(
    "CWH005",
    Grade.GOLD,
    "Hooks that a plugin specifies are documented with an example",
    fix="give the specification a docstring, with a runnable example after the line `Example:`",
)
def specifications_documented(subject: Subject) -> Iterator[Place]:
    """Find hook specifications that an implementer could not follow."""
    own = subject.module_of.get(subject.manifest.specifications or "")
    for function in own.functions if own is not None else ():
        if function.name in _specified_in(own) if own is not None else False:
            text = ast.get_docstring(function) or ""
            if own is not None and (not text or "Example:" not in text):
                missing = "no docstring" if not text else "no example"
                yield Place(own.path, function.lineno, f"the hook {function.name} has {missing}")
