"""CWT: nothing waits without an end, and nothing on the event loop keeps others waiting."""

import ast
from collections.abc import Iterator

from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import Module, constant, is_open, keyword
from commonweal.testing.check.subject import Subject

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request", "stream")
_NETWORK = frozenset(
    {f"{library}.{verb}" for library in ("httpx", "requests") for verb in _VERBS}
    | {
        "httpx.AsyncClient", "httpx.Client", "httpx2.AsyncClient", "httpx2.Client", "aiohttp.ClientSession",
        "aiosmtplib.SMTP", "aiosmtplib.send", "smtplib.SMTP", "smtplib.SMTP_SSL", "smtplib.LMTP",
        "socket.create_connection", "urllib.request.urlopen", "ftplib.FTP", "imaplib.IMAP4", "poplib.POP3",
        "http.client.HTTPConnection", "http.client.HTTPSConnection", "telnetlib.Telnet",
    }
)  # fmt: skip
_TIMEOUT_PLACES = {"socket.create_connection": 1, "urllib.request.urlopen": 2}
_UNTIMED = frozenset({"asyncio.open_connection", "asyncio.open_unix_connection"})
_BOUNDS = frozenset(
    {"asyncio.timeout", "asyncio.timeout_at", "asyncio.wait_for", "anyio.fail_after", "anyio.move_on_after"}
)
_PROCESSES = frozenset({f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output")})
_BLOCKING = _PROCESSES | {
    "time.sleep", "input", "socket.create_connection", "urllib.request.urlopen", "smtplib.SMTP",
    "smtplib.SMTP_SSL",
    "subprocess.Popen", "os.system", "socket.getaddrinfo", "socket.gethostbyname",
} | {f"{library}.{verb}" for library in ("httpx", "requests") for verb in _VERBS}  # fmt: skip
_THREADS = frozenset({"asyncio.to_thread", "anyio.to_thread.run_sync"})


@rule(
    "CWT001",
    Grade.SILVER,
    "Calls over the network have a timeout",
    fix="give timeout= in seconds, or stand inside `async with asyncio.timeout(seconds)`",
)
def network(subject: Subject) -> Iterator[Place]:
    """Find calls that wait for another system for as long as that likes."""
    for module in subject.modules:
        for name, call in module.calls:
            if name in _NETWORK and not _is_bounded(module, name, call):
                yield Place(module.path, call.lineno, f"{name}() has no timeout")
            elif name in _UNTIMED and not _stands_in_bounds(module, call):
                yield Place(module.path, call.lineno, f"{name}() is not inside asyncio.timeout()")


def _is_bounded(module: Module, name: str, call: ast.Call) -> bool:
    given = keyword(call, "timeout")
    if given is not None:
        return not (isinstance(given, ast.Constant) and given.value is None)
    if is_open(call) or len(call.args) > _TIMEOUT_PLACES.get(name, len(call.args)):
        return True
    return _stands_in_bounds(module, call)


def _stands_in_bounds(module: Module, call: ast.Call) -> bool:
    """Say whether a call is an argument of ``wait_for``, or inside ``asyncio.timeout``."""
    for node in module.around(call):
        if isinstance(node, ast.Call) and module.full_name(node.func) in _BOUNDS:
            return True
        if isinstance(node, ast.AsyncWith | ast.With):
            calls = (item.context_expr for item in node.items)
            if any(isinstance(each, ast.Call) and module.full_name(each.func) in _BOUNDS for each in calls):
                return True
    return False


@rule(
    "CWT002",
    Grade.SILVER,
    "Other programs are given a time limit",
    fix="give timeout= in seconds, and say what happens when it is over",
)
def programs(subject: Subject) -> Iterator[Place]:
    """Find programs that are waited for without an end."""
    for module in subject.modules:
        for name, call in module.calls:
            if name in _PROCESSES and not is_open(call) and not _is_bounded(module, name, call):
                yield Place(module.path, call.lineno, f"{name}() has no timeout")


@rule(
    "CWT003",
    Grade.SILVER,
    "Tasks say how long they may take",
    fix="give time_limit= in seconds at @task: the longest that is still right, not the usual",
)
def tasks(subject: Subject) -> Iterator[Place]:
    """Find tasks that leave their time limit to the default."""
    for module in subject.modules:
        for name, call in module.calls:
            if name == "commonweal.task" and keyword(call, "time_limit") is None:
                text = str(constant(call.args[0]) if call.args else "")
                yield Place(module.path, call.lineno, f"the task {text} says no time_limit")


@rule(
    "CWT004",
    Grade.SILVER,
    "Nothing blocks the event loop",
    fix="await the asynchronous form, or hand the work to asyncio.to_thread()",
)
def blocking(subject: Subject) -> Iterator[Place]:
    """Find blocking calls directly inside ``async def``: everybody else in the process waits for them."""
    for module in subject.modules:
        for name, call in module.calls:
            if name not in _BLOCKING:
                continue
            around = next(
                (
                    node
                    for node in module.around(call)
                    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                ),
                None,
            )
            in_thread = any(
                isinstance(node, ast.Call) and module.full_name(node.func) in _THREADS
                for node in module.around(call)
            )
            if isinstance(around, ast.AsyncFunctionDef) and not in_thread:
                text = f"{name}() inside async def {around.name} blocks everybody"
                yield Place(module.path, call.lineno, text)
