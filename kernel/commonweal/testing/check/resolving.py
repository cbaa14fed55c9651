"""What a name means inside one package: constants, lists and classes, across its modules."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.testing.check.source import Module
from commonweal.testing.check.subject import Subject

_DEEPEST = 8


class Meaning(NamedTuple):
    """An expression and the module it stands in."""

    module: Module
    node: ast.expr


def meaning_of(subject: Subject, module: Module, node: ast.expr) -> Meaning:
    """Follow a name to the expression it was assigned, within the package; else return it as it is."""
    for _ in range(_DEEPEST):
        found = _step(subject, module, node)
        if found is None:
            break
        module, node = found
    return Meaning(module, node)


def _step(subject: Subject, module: Module, node: ast.expr) -> Meaning | None:
    if isinstance(node, ast.Name) and node.id in module.values:
        return Meaning(module, module.values[node.id])
    full = module.full_name(node)
    origin, _, name = full.rpartition(".")
    other = subject.module_of.get(origin)
    if other is not None and name in other.values:
        return Meaning(other, other.values[name])
    if other is not None and name in other.imports and other is not module:
        return Meaning(other, ast.Name(name))
    return None


def class_of(subject: Subject, module: Module, node: ast.expr) -> tuple[Module, ast.ClassDef] | None:
    """Find the class of the package that an expression names."""
    for _ in range(_DEEPEST):
        if isinstance(node, ast.Name) and node.id in module.classes:
            return module, module.classes[node.id]
        origin, _, name = module.full_name(node).rpartition(".")
        other = subject.module_of.get(origin)
        if other is None:
            return None
        module, node = other, ast.Name(name)
    return None


def elements_of(subject: Subject, module: Module, node: ast.expr | None) -> Iterator[Meaning]:
    """Yield the elements of a list, through names, stars, sums and the parts of the package."""
    if node is None:
        return
    found = meaning_of(subject, module, node)
    match found.node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            for each in elements:
                if isinstance(each, ast.Starred):
                    yield from elements_of(subject, found.module, each.value)
                else:
                    yield meaning_of(subject, found.module, each)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from elements_of(subject, found.module, left)
            yield from elements_of(subject, found.module, right)
        case _:
            yield found


def entries_of(subject: Subject, module: Module, node: ast.expr | None) -> dict[str, ast.expr]:
    """Return the entries of a dictionary, through names, stars and unions; later ones count."""
    if node is None:
        return {}
    found = meaning_of(subject, module, node)
    match found.node:
        case ast.Dict(keys=keys, values=values):
            entries: dict[str, ast.expr] = {}
            for key, value in zip(keys, values, strict=True):
                if key is None:
                    entries |= entries_of(subject, found.module, value)
                elif isinstance(key, ast.Constant):
                    entries[str(key.value)] = meaning_of(subject, found.module, value).node
            return entries
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return entries_of(subject, found.module, left) | entries_of(subject, found.module, right)
        case _:
            return {}
