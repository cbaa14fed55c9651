"""The Litestar handlers of a package, read from their decorators."""

import ast
from collections.abc import Iterator

import msgspec

from commonweal.testing.check.resolving import Meaning, elements_of, entries_of, meaning_of
from commonweal.testing.check.source import Function, Module, constant, keyword
from commonweal.testing.check.subject import Subject

WRITES = frozenset({"post", "put", "patch", "delete"})
_READS = frozenset({"get", "head"})
_SOCKETS = frozenset({"websocket", "websocket_listener", "websocket_stream", "asgi"})
_VERBS = WRITES | _READS | _SOCKETS | {"route"}
NEEDS, LIMITED = "commonweal.needs", "commonweal.limited"


class Handler(msgspec.Struct, frozen=True):
    """One handler: its verb, addresses and guards, what its ``opt`` says, and the limits it asks itself."""

    module: Module
    function: Function
    verb: str
    line: int
    paths: list[str]
    guards: list[Meaning]
    opt: dict[str, ast.expr]
    limits: list[ast.expr]

    @property
    def writes(self) -> bool:
        """Say whether it changes something, or may: a socket and a route of any method count too."""
        return self.verb not in _READS

    def has_guard(self, maker: str) -> bool:
        """Say whether a guard was made by ``needs`` or ``limited``."""
        return any(
            isinstance(guard.node, ast.Call) and guard.module.full_name(guard.node.func) == maker
            for guard in self.guards
        )

    @property
    def public(self) -> str | None:
        """Return why everybody may call it, where its ``opt`` says so; None where nothing is said."""
        reason = constant(self.opt.get("public"))
        return str(reason) if reason is not None else None


def handlers_of(subject: Subject) -> list[Handler]:
    """Return every handler of the package."""
    return subject.keep(_all_handlers)


def _all_handlers(subject: Subject) -> list[Handler]:
    return [handler for module in subject.modules for handler in _handlers(subject, module)]


def _handlers(subject: Subject, module: Module) -> Iterator[Handler]:
    for function in module.functions:
        for decorator in function.decorator_list:
            if not isinstance(decorator, ast.Call):
                continue
            origin, _, verb = module.full_name(decorator.func).rpartition(".")
            if verb not in _VERBS or origin.split(".")[0] != "litestar":
                continue
            guards = list(elements_of(subject, module, keyword(decorator, "guards")))
            guards += _guards_of_class(subject, module, function)
            yield Handler(
                module=module,
                function=function,
                verb=verb,
                line=decorator.lineno,
                paths=_paths(subject, module, decorator),
                guards=guards,
                opt=entries_of(subject, module, keyword(decorator, "opt")),
                limits=list(_limits_inside(subject, module, function)),
            )


def _limits_inside(subject: Subject, module: Module, function: Function) -> Iterator[ast.expr]:
    """Yield the limits that a handler asks by itself: ``await LIMIT(request, request.route_handler)``."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            found = meaning_of(subject, module, node.func)
            if isinstance(found.node, ast.Call) and found.module.full_name(found.node.func) == LIMITED:
                yield found.node


def _guards_of_class(subject: Subject, module: Module, function: Function) -> Iterator[Meaning]:
    """Yield the guards that the controller around a handler gives to all of its handlers."""
    above = module.parents.get(function)
    for node in above.body if isinstance(above, ast.ClassDef) else ():
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(each, ast.Name) and each.id == "guards" for each in targets):
            yield from elements_of(subject, module, getattr(node, "value", None))


def _paths(subject: Subject, module: Module, decorator: ast.Call) -> list[str]:
    given = decorator.args[0] if decorator.args else keyword(decorator, "path")
    if given is None:
        return ["/"]
    return [
        text
        for each in elements_of(subject, module, given)
        if (text := _text(subject, each.module, each.node)) is not None
    ]


def _text(subject: Subject, module: Module, node: ast.expr) -> str | None:
    """Return the text of an address, with what cannot be known left out."""
    module, node = meaning_of(subject, module, node)
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(subject, module, part) or "" for part in parts)
        case ast.FormattedValue(value=value):
            return _text(subject, module, value)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return (_text(subject, module, left) or "") + (_text(subject, module, right) or "")
        case _:
            return None
