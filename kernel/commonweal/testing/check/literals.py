"""Whether a text is made of the program's own words only, so that no caller can slip SQL into it.

Constants are; so are names in capitals, whole numbers, parameters and answers of functions that are annotated
``LiteralString`` (PEP 675), `int`, `bool` or ``Literal``, and whatever is put together from these.
"""

import ast
from collections.abc import Iterable, Iterator

from commonweal.testing.check.resolving import meaning_of
from commonweal.testing.check.source import Function, Module
from commonweal.testing.check.subject import Subject

_NUMBERS = frozenset({"len", "int", "sum", "abs", "ord", "round", "range", "bool"})
_KEEPING = frozenset({"sorted", "list", "tuple", "reversed", "set", "min", "max", "zip", "enumerate", "str"})
_METHODS = frozenset(
    {"format", "join", "strip", "lower", "upper", "replace", "items", "keys", "values", "get"}
)
_GROWING = frozenset({"append", "add", "extend", "insert"})
_SAFE_TYPES = frozenset({"LiteralString", "int", "bool", "Literal"})

_MADE_OF: dict[type[ast.expr], tuple[str, ...]] = {
    ast.Await: ("value",),
    ast.BinOp: ("left", "right"),
    ast.BoolOp: ("values",),
    ast.Dict: ("values",),
    ast.FormattedValue: ("value",),
    ast.GeneratorExp: ("elt",),
    ast.IfExp: ("body", "orelse"),
    ast.JoinedStr: ("values",),
    ast.List: ("elts",),
    ast.ListComp: ("elt",),
    ast.NamedExpr: ("value",),
    ast.Set: ("elts",),
    ast.SetComp: ("elt",),
    ast.Starred: ("value",),
    ast.Subscript: ("value",),
    ast.Tuple: ("elts",),
    ast.UnaryOp: ("operand",),
}
"""What an expression is put together from; every part of it must be literal."""


class Literals:
    """Answers the question for the expressions of one module."""

    def __init__(self, subject: Subject, module: Module) -> None:
        self._subject = subject
        self._module = module
        self._answers = subject.keep(_literal_answers)
        self._asked: set[tuple[str, int]] = set()

    def is_literal(self, node: ast.expr | None) -> bool:
        """Say whether an expression holds nothing but the program's own words and whole numbers."""
        if node is None or isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Call):
            return self._is_literal_call(node)
        if isinstance(node, ast.Name):
            return self._is_literal_name(node)
        if isinstance(node, ast.Attribute):
            return node.attr.isupper() or node.attr in self._answers
        parts = _MADE_OF.get(type(node))
        return parts is not None and all(map(self.is_literal, _flat(getattr(node, part) for part in parts)))

    def _is_literal_call(self, node: ast.Call) -> bool:
        called = node.func
        name = _last(called)
        if name in self._answers or (isinstance(called, ast.Name) and name in _NUMBERS):
            return True
        arguments = [*node.args, *(each.value for each in node.keywords)]
        if isinstance(called, ast.Attribute):
            arguments.append(called.value)
        known = _METHODS if isinstance(called, ast.Attribute) else _KEEPING
        return name in known and all(map(self.is_literal, arguments))

    def _is_literal_name(self, node: ast.Name) -> bool:
        if node.id.strip("_").isupper():
            return True
        scope = next(
            (
                each
                for each in self._module.around(node)
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            ),
            None,
        )
        key = node.id, id(scope)
        if key in self._asked:
            return True  # it is being looked at: only the rest of what it is made of counts
        self._asked.add(key)
        try:
            return self._found_literal(node, scope)
        finally:
            self._asked.discard(key)

    def _found_literal(self, node: ast.Name, scope: Function | None) -> bool:
        """Look at the parameter or at all that is assigned to a name."""
        while scope is not None:
            for argument in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs):
                if argument.arg == node.id:
                    return _is_safe_type(self._subject, self._module, argument.annotation)
            values = list(_values_of(scope, node.id))
            if values:
                return all(map(self.is_literal, values))
            scope = next(
                (
                    e
                    for e in self._module.around(scope)
                    if isinstance(e, ast.FunctionDef | ast.AsyncFunctionDef)
                ),
                None,
            )
        for each in self._module.around(node):
            for name, source in _bound_by(each):
                if name == node.id:
                    return self.is_literal(source)
        value = self._module.values.get(node.id)
        return value is not None and self.is_literal(value)


def _flat(parts: Iterable[ast.expr | list[ast.expr]]) -> Iterator[ast.expr]:
    for part in parts:
        yield from part if isinstance(part, list) else [part]


def _values_of(scope: Function, name: str) -> Iterator[ast.expr]:
    """Yield everything that a function puts into a name: assigned, bound by a loop, or added to it."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if _binds(target, name):
                    yield from _part(target, name, node.value)
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            if isinstance(node.target, ast.Name) and node.target.id == name and node.value is not None:
                yield node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if (
                node.func.attr in _GROWING
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == name
            ):
                yield from node.args
        else:
            yield from (source for bound, source in _bound_by(node) if bound == name)


def _bound_by(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names a loop or comprehension binds, each with what it goes through."""
    loops: list[ast.For | ast.AsyncFor | ast.comprehension] = []
    if isinstance(node, ast.For | ast.AsyncFor):
        loops = [node]
    elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
        loops = list(node.generators)
    for loop in loops:
        if isinstance(loop.target, ast.Name):
            yield loop.target.id, loop.iter
        elif isinstance(loop.target, ast.Tuple):
            for place, target in enumerate(loop.target.elts):
                if isinstance(target, ast.Name):
                    yield target.id, _column(loop.iter, place)


def _column(source: ast.expr, place: int) -> ast.expr:
    """Return the values at one place of the rows of a table that is written out, or the whole source."""
    match source:
        case ast.Tuple(elts=rows) | ast.List(elts=rows) if rows and all(
            isinstance(row, ast.Tuple) and len(row.elts) > place for row in rows
        ):
            return ast.List([row.elts[place] for row in rows if isinstance(row, ast.Tuple)])
        case ast.Call(func=ast.Name(id="zip"), args=args) if len(args) > place:
            return args[place]
        case ast.Call(func=ast.Name(id="enumerate"), args=[first, *_]):
            return first if place == 1 else ast.Constant(0)
        case _:
            return source


def _binds(target: ast.expr, name: str) -> bool:
    if isinstance(target, ast.Tuple | ast.List):
        return any(_binds(each, name) for each in target.elts)
    return isinstance(target, ast.Name) and target.id == name


def _part(target: ast.expr, name: str, value: ast.expr) -> Iterator[ast.expr]:
    """Yield what a name gets of a value that is taken apart, or the whole value."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for each, part in zip(target.elts, value.elts, strict=True):
            if _binds(each, name):
                yield from _part(each, name, part)
    else:
        yield value


def _is_safe_type(subject: Subject, module: Module, annotation: ast.expr | None) -> bool:
    """Say whether a value of a type can hold only what the program itself wrote."""

    def is_safe(node: ast.expr) -> bool:
        match node:
            case ast.Constant(value=str(text)):
                return is_safe(ast.parse(text, mode="eval").body)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return is_safe(left) and is_safe(right)
            case ast.Subscript(value=value, slice=inner):
                parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                return _last(value) == "Literal" or all(map(is_safe, parts))
            case ast.Name() | ast.Attribute():
                meant = meaning_of(subject, module, node).node
                return _last(node) in _SAFE_TYPES or (meant is not node and is_safe(meant))
            case _:
                return isinstance(node, ast.Constant) and node.value in {None, ...}

    return annotation is not None and is_safe(annotation)


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _literal_answers(subject: Subject) -> set[str]:
    """Return the functions and fields of the package that are annotated to hold the program's own words."""
    known = set()
    for module in subject.modules:
        for node in module.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_safe_type(
                subject, module, node.returns
            ):
                known.add(node.name)
            elif (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and isinstance(module.parents.get(node), ast.ClassDef)
                and _is_literal_string(node.annotation)
            ):
                known.add(node.target.id)
    return known


def _is_literal_string(annotation: ast.expr | None) -> bool:
    return annotation is not None and _last(annotation) == "LiteralString"


def broken_promises(subject: Subject, module: Module) -> Iterator[tuple[int, str]]:
    """Yield where something else is answered or handed over than a promised ``LiteralString``."""
    literals = Literals(subject, module)
    asking = subject.keep(_literal_parameters)
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_literal_string(node.returns):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value and not literals.is_literal(inner.value):
                    yield inner.lineno, f"{node.name}() answers {ast.unparse(inner.value)[:60]}"
        elif isinstance(node, ast.Call) and _called(node.func) in asking:
            given: dict[int | str, ast.expr] = dict(enumerate(node.args))
            given |= {each.arg: each.value for each in node.keywords if each.arg}
            for place, name in asking[_called(node.func)].items():
                value = given.get(place) or given.get(name)
                if value is not None and not literals.is_literal(value):
                    yield node.lineno, f"{_last(node.func)}() is given {ast.unparse(value)[:60]}"


def _called(node: ast.expr) -> str:
    """Name what is called; a method with a dot before it."""
    return f".{node.attr}" if isinstance(node, ast.Attribute) else _last(node)


def _literal_parameters(subject: Subject) -> dict[str, dict[int | str, str]]:
    """Return the functions of the package that ask for a ``LiteralString``, with its place and name."""
    found: dict[str, dict[int | str, str]] = {}
    for module in subject.modules:
        for node in module.functions:
            is_method = isinstance(module.parents.get(node), ast.ClassDef)
            asked: dict[int | str, str] = {
                place - is_method: each.arg
                for place, each in enumerate((*node.args.posonlyargs, *node.args.args))
                if _is_literal_string(each.annotation)
            }
            asked |= {
                each.arg: each.arg for each in node.args.kwonlyargs if _is_literal_string(each.annotation)
            }
            if asked:
                found[f".{node.name}" if is_method else node.name] = asked
    return found
