"""CWQ: there are tests and documentation, and what a reader holds in mind at once is not too much."""

import ast
from collections.abc import Iterator

from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import Function, Module
from commonweal.testing.check.subject import Subject

MOST_LINES = 500
FEWEST_WORDS = 20
_READMES = ("README.md", "README.rst", "README.txt", "README")
_CHANGELOGS = ("CHANGELOG.md", "CHANGELOG.rst", "CHANGES.md", "CHANGES.rst", "HISTORY.md", "NEWS.md")


@rule(
    "CWQ001",
    Grade.GOLD,
    "There are tests",
    fix="write tests/test_*.py with the fixtures of commonweal.testing",
    needs_source=True,
)
def tested(subject: Subject) -> Iterator[Place]:
    """Find a distribution without tests, and test files in which nothing is tested.

    A language pack is words alone: its tests are the rules about words.
    """
    if not subject.tests and tuple(subject.manifest.hooks) != ("commonweal_locales",):
        yield Place(subject.distribution.file, 1, "there is no tests/test_*.py")
    for path in subject.tests:
        module = Module(path, path.stem)
        tests = [each for each in module.functions if each.name.startswith("test_")]
        classes = [node for node in module.nodes if isinstance(node, ast.ClassDef)]
        inherits = any(node.name.startswith("Test") and node.bases for node in classes)
        machines = any("TestCase" in ast.unparse(value) for value in module.values.values())
        if not tests and not inherits and not machines:
            yield Place(path, 1, "there is no test in it")


@rule(
    "CWQ002",
    Grade.GOLD,
    "There is a README",
    fix="write README.md: what the plugin does, for whom, how it is installed and switched on",
    needs_source=True,
)
def read_me(subject: Subject) -> Iterator[Place]:
    """Find a distribution that does not introduce itself."""
    root = subject.distribution.root
    found = next((root / name for name in _READMES if (root / name).is_file()), None)
    if found is None:
        yield Place(subject.distribution.file, 1, "there is no README")
    elif len(found.read_text("utf-8", errors="replace").split()) < FEWEST_WORDS:
        yield Place(found, 1, "the README says next to nothing")


@rule(
    "CWQ003",
    Grade.GOLD,
    "Modules say what lives in them",
    fix="begin the module with a docstring whose first line is a sentence",
)
def modules_documented(subject: Subject) -> Iterator[Place]:
    """Find modules without a docstring; an empty one needs none."""
    for module in subject.modules:
        if module.tree.body and not ast.get_docstring(module.tree):
            yield Place(module.path, 1, f"{module.name} has no docstring")


@rule(
    "CWQ004",
    Grade.GOLD,
    "Public classes and functions are documented",
    fix="give it a docstring, or a name that begins with an underscore if it is nobody else's",
)
def public_documented(subject: Subject) -> Iterator[Place]:
    """Find public classes, functions and methods without a docstring."""
    for module in subject.modules:
        for node, name in _public(module):
            if not ast.get_docstring(node):
                yield Place(module.path, node.lineno, f"{name} has no docstring")


def _public(module: Module) -> Iterator[tuple[ast.ClassDef | Function, str]]:
    for node in module.tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        yield node, node.name
        is_protocol = isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(b) for b in node.bases)
        for inner in node.body if isinstance(node, ast.ClassDef) and not is_protocol else ():
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_private(inner):
                yield inner, f"{node.name}.{inner.name}"


def _is_private(node: Function) -> bool:
    """Say whether a method is described elsewhere: by its name, or by what it overloads or overrides."""
    marks = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
    return node.name.startswith("_") or bool(marks & {"overload", "override", "setter"})


@rule(
    "CWQ005",
    Grade.GOLD,
    "Files stay below 500 lines",
    fix="split the file where its parts are read apart",
)
def short_files(subject: Subject) -> Iterator[Place]:
    """Find modules, templates and style sheets that are too long to be held in mind."""
    for module in subject.modules:
        lines = module.text.count("\n") + 1
        if lines > MOST_LINES:
            yield Place(module.path, MOST_LINES, f"{lines} lines")
    for template in subject.templates:
        lines = template.source.count("\n") + 1
        if lines > MOST_LINES:
            yield Place(template.path, MOST_LINES, f"{lines} lines")


@rule(
    "CWQ006",
    Grade.PLATINUM,
    "The package is typed",
    fix="annotate public functions, and put an empty file py.typed beside the manifest",
)
def typed(subject: Subject) -> Iterator[Place]:
    """Find a package that tells type checkers nothing, and public functions without types."""
    top = subject.package
    for _ in range(subject.package_name.count(".")):
        top = top.parent
    if not (top / "py.typed").is_file():
        yield Place(subject.manifest_file, 1, "there is no py.typed")
    for module in subject.modules:
        for node, name in _public(module):
            if isinstance(node, ast.ClassDef):
                continue
            arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            untyped = [
                each.arg for each in arguments if each.annotation is None and each.arg not in {"self", "cls"}
            ]
            if node.returns is None or untyped:
                what = ", ".join(untyped) or "its answer"
                yield Place(module.path, node.lineno, f"{name} has no type for {what}")


@rule(
    "CWQ007",
    Grade.PLATINUM,
    "There is a changelog",
    fix="write CHANGELOG.md, newest first: what a user notices in each version",
    needs_source=True,
)
def changes(subject: Subject) -> Iterator[Place]:
    """Find a distribution that does not tell what changed, itself or where its workspace does."""
    root = subject.distribution.root
    if not any((root / name).is_file() for name in _CHANGELOGS):
        yield Place(subject.distribution.file, 1, "there is no CHANGELOG")


@rule(
    "CWQ008",
    Grade.PLATINUM,
    "The project file leads to where one can ask",
    fix="give [project.urls], with where the source and the issues are",
)
def reachable(subject: Subject) -> Iterator[Place]:
    """Find a distribution whose users do not know where to report what they found."""
    if not subject.distribution.project.get("urls"):
        yield Place(subject.distribution.file, subject.distribution.line_of("[project]"), "there are no urls")


@rule(
    "CWQ009",
    Grade.PLATINUM,
    "Extension points are held to their contract",
    fix="subclass the contract test of commonweal.testing for each driver, in tests/",
    needs_source=True,
)
def contracts(subject: Subject) -> Iterator[Place]:
    """Find drivers of services whose tests run no contract of the kit."""
    if not subject.distribution.drivers or not subject.tests:
        return
    for path in subject.tests:
        if any(
            name.startswith("commonweal.testing") and "contract" in name
            for name in Module(path, "").imports.values()
        ):
            return
    names = ", ".join(sorted(subject.distribution.drivers))
    yield Place(subject.distribution.file, 1, f"no test runs a contract of commonweal.testing for {names}")
