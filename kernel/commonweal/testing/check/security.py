"""CWS: what reaches a page is escaped, what reaches the database is a parameter, who calls is asked."""

import ast
import re
from collections.abc import Iterator

from commonweal.testing.check.literals import Literals, broken_promises
from commonweal.testing.check.registry import Grade, Place, at_lines, rule
from commonweal.testing.check.resolving import class_of
from commonweal.testing.check.routes import LIMITED, NEEDS, Handler, handlers_of
from commonweal.testing.check.source import Module, constant
from commonweal.testing.check.subject import Subject
from commonweal.testing.check.template import Element, Template

SHORTEST_REASON = 10
_SAFE = r"\|\s*safe\b|\{%-?\s*autoescape\s+(?:false|[^t%]*\bfalse)\b[^%]*%\}"
_SQL = re.compile(
    r"\b(?:SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|\sWHERE\s|ORDER\s+BY\s|GROUP\s+BY\s)"
)
_LOADED = {
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"),
    ("iframe", "src"), ("link", "href"), ("form", "action"), ("video", "src"), ("video", "poster"),
    ("audio", "src"), ("embed", "src"), ("object", "data"), ("button", "formaction"), ("input", "formaction"),
}  # fmt: skip
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)


@rule(
    "CWS001",
    Grade.BRONZE,
    "Templates escape everything",
    fix="take out |safe and autoescape; hand over a Fragment, or words with markup by t()",
)
def escaped(subject: Subject) -> Iterator[Place]:
    """Find templates that switch escaping off, for a value or for a part."""
    for template in subject.templates:
        for line, text in template.find(_SAFE):
            yield Place(template.path, line, f"{' '.join(text.split())} switches escaping off")


@rule(
    "CWS002",
    Grade.BRONZE,
    "Markup is made of constants only",
    fix='write Markup("<b>{}</b>").format(value): the constant is markup, the value is escaped',
)
def constant_markup(subject: Subject) -> Iterator[Place]:
    """Find values that are declared to be markup although the program did not write them."""
    for module in subject.modules:
        for name, call in module.calls:
            if name not in {"markupsafe.Markup", "jinja2.Markup", "flask.Markup"} or not call.args:
                continue
            if not isinstance(call.args[0], ast.Constant):
                yield Place(module.path, call.lineno, "Markup() of a value: nothing of it is escaped")


@rule(
    "CWS003",
    Grade.BRONZE,
    "SQL is made of constants, and values are parameters",
    fix="write $1 and hand the value over; parts of SQL are constants, or typed LiteralString",
)
def parameters_only(subject: Subject) -> Iterator[Place]:
    """Find SQL into which something is written that the program did not write itself."""
    for module in subject.modules:
        literals = Literals(subject, module)
        for node in module.nodes:
            if _is_built(node) and isinstance(node, ast.expr) and not literals.is_literal(node):
                yield Place(module.path, node.lineno, f"SQL is built with {_built_with(literals, node)}")
        yield from at_lines(module.path, broken_promises(subject, module))


def _is_built(node: ast.AST) -> bool:
    """Say whether an expression puts SQL together."""
    match node:
        case ast.JoinedStr(values=parts):
            return _says_sql("".join(str(constant(part) or " ") for part in parts))
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod() | ast.Add()):
            return _says_sql(text)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            return _says_sql(text)
        case _:
            return False


def _says_sql(text: str) -> bool:
    return bool(_SQL.search(f" {text} "))


def _built_with(literals: Literals, node: ast.expr) -> str:
    """Name the first part that could hold anything."""
    parts = node.values if isinstance(node, ast.JoinedStr) else list(ast.iter_child_nodes(node))
    for part in parts:
        if isinstance(part, ast.expr) and not literals.is_literal(part):
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            return ast.unparse(inner)[:60]
    return "a value"


@rule(
    "CWS004",
    Grade.BRONZE,
    "Pages keep to the strict content security policy",
    fix="put scripts and styles into static/, and link them with static_url()",
)
def nothing_inline(subject: Subject) -> Iterator[Place]:
    """Find scripts, styles and handlers inside templates: the browser would not run them."""
    for template in subject.templates:
        for element in template.elements:
            if _is_inline(element):
                yield Place(template.path, element.line, f"<{element.tag}> holds its content inside the page")
            for name, value in element.attributes.items():
                if name == "style" or re.fullmatch(r"on[a-z]+", name):
                    yield Place(template.path, element.line, f"the attribute {name} of <{element.tag}>")
                elif value.strip().lower().startswith("javascript:"):
                    yield Place(template.path, element.line, f"{name} of <{element.tag}> is a script")


def _is_inline(element: Element) -> bool:
    """Say whether an element holds a script or a style inside the page; data as JSON is neither."""
    is_script = element.tag == "script" and "json" not in element.attributes.get("type", "")
    return element.tag == "style" or (is_script and "src" not in element.attributes)


@rule(
    "CWS005",
    Grade.BRONZE,
    "Pages load nothing from elsewhere",
    fix="bring the file along in static/, and link it with static_url()",
)
def nothing_from_elsewhere(subject: Subject) -> Iterator[Place]:
    """Find what a page would load from, or send to, another server."""
    for template in subject.templates:
        for element in template.elements:
            for name, value in element.attributes.items():
                if (element.tag, name) in _LOADED and _ELSEWHERE.match(value):
                    yield Place(template.path, element.line, f"<{element.tag} {name}> leads to {value[:60]}")
        yield from _imports(template)


def _imports(template: Template) -> Iterator[Place]:
    for line, text in template.find(r"@import\s+[^;]*//[^;]*;|url\(\s*[\"']?https?://[^)]*\)"):
        yield Place(template.path, line, f"the style sheet loads {text[:60]}")


@rule(
    "CWS006",
    Grade.BRONZE,
    "Every write asks for a permission, or says why it is public",
    fix='add guards=[needs(PERMISSION)], or opt={"public": "why everybody may do this"}',
)
def guarded(subject: Subject) -> Iterator[Place]:
    """Find handlers that change something for whoever calls."""
    for handler in handlers_of(subject):
        if handler.writes and not handler.has_guard(NEEDS):
            reason = handler.public
            if reason is None:
                yield _at(handler, "has no guard needs(…), and does not say that it is public")
            elif len(reason.strip()) < SHORTEST_REASON:
                yield _at(handler, f"is public for the reason {reason!r}, which is none")


@rule(
    "CWS007",
    Grade.BRONZE,
    "What everybody may write is limited",
    fix='add limited("what", count, seconds) to the guards',
)
def public_is_limited(subject: Subject) -> Iterator[Place]:
    """Find public writes that one caller may do without end."""
    for handler in handlers_of(subject):
        is_public = handler.writes and not handler.has_guard(NEEDS) and handler.public is not None
        if is_public and not handler.has_guard(LIMITED) and not handler.limits:
            yield _at(handler, "is public and has no guard limited(…)")


@rule(
    "CWS008",
    Grade.BRONZE,
    "Pages of admins and of one's own account ask for a permission",
    fix="add guards=[needs(PERMISSION)], also to what only reads",
)
def private_pages(subject: Subject) -> Iterator[Place]:
    """Find reads below /admin and /account that anybody may open."""
    for handler in handlers_of(subject):
        private = [path for path in handler.paths if path.strip("/").split("/")[0] in {"admin", "account"}]
        if private and not handler.writes and not handler.has_guard(NEEDS) and handler.public is None:
            yield _at(handler, f"answers at {private[0]} without a guard needs(…)")


@rule(
    "CWS009",
    Grade.BRONZE,
    "Bodies forbid unknown fields",
    fix="write class Body(msgspec.Struct, forbid_unknown_fields=True)",
)
def closed_bodies(subject: Subject) -> Iterator[Place]:
    """Find structs of requests that swallow fields nobody knows, such as misspelt ones."""
    for handler in handlers_of(subject):
        for argument in (*handler.function.args.args, *handler.function.args.kwonlyargs):
            if argument.arg != "data" or argument.annotation is None:
                continue
            for module, node in _structs(subject, handler.module, argument.annotation):
                if not _forbids(subject, module, node):
                    yield Place(module.path, node.lineno, f"{node.name} is a body and takes unknown fields")


def _structs(subject: Subject, module: Module, annotation: ast.expr) -> Iterator[tuple[Module, ast.ClassDef]]:
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name | ast.Attribute):
            found = class_of(subject, module, node)
            if found is not None and _is_struct(subject, *found):
                yield found


def _is_struct(subject: Subject, module: Module, node: ast.ClassDef) -> bool:
    if any(module.full_name(base) == "msgspec.Struct" for base in node.bases):
        return True
    above = [class_of(subject, module, base) for base in node.bases]
    return any(_is_struct(subject, *found) for found in above if found is not None)


def _forbids(subject: Subject, module: Module, node: ast.ClassDef) -> bool:
    given = next((each.value for each in node.keywords if each.arg == "forbid_unknown_fields"), None)
    if given is not None:
        return constant(given) is True
    above = [class_of(subject, module, base) for base in node.bases]
    return any(_forbids(subject, *found) for found in above if found is not None)


@rule(
    "CWS010",
    Grade.BRONZE,
    "No value is run as a program",
    fix="call the program with a list of arguments and no shell; read data as JSON or TOML",
)
def nothing_is_run(subject: Subject) -> Iterator[Place]:
    """Find eval, exec, pickle, shells and YAML that makes objects."""
    bad = {
        "eval",
        "exec",
        "os.system",
        "os.popen",
        "pickle.loads",
        "pickle.load",
        "marshal.loads",
        "yaml.load",
    }
    for module in subject.modules:
        for name, call in module.calls:
            if name in bad and not (call.args and isinstance(call.args[0], ast.Constant) and name == "eval"):
                yield Place(module.path, call.lineno, f"{name}() runs what it is given")
            elif name.startswith(("subprocess.", "asyncio.create_subprocess_shell")):
                shell = next((each.value for each in call.keywords if each.arg == "shell"), None)
                if constant(shell) is True or name.endswith("_shell"):
                    yield Place(module.path, call.lineno, f"{name}() goes through a shell")


def _at(handler: Handler, text: str) -> Place:
    address = handler.paths[0] if handler.paths else "…"
    return Place(
        handler.module.path, handler.line, f"{handler.verb} {address} ({handler.function.name}) {text}"
    )
