"""Asks an address whatever can be wrong with a request, and looks at each answer."""

import inspect
import re
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import count, cycle
from typing import Any, NamedTuple, Self, TypeVar
from urllib.parse import quote

import msgspec
from commonweal import Principal
from commonweal.testing.web import browse

from walk.bodies import MARK, NOBODY, Maker, Wrong, fields, is_struct
from walk.site import Site

T = TypeVar("T")
PAGE, PROBLEM = "text/html", "application/problem+json"
LANGUAGES = {"en": "en-GB", "es": "es-MX", "zh-Hans": "zh-CN"}
STRANGE = ("", "\0", "x" * 3_000, "-1", "1e400", "🏺", "../../etc/passwd", MARK, "' OR 1=1 --")
BAD_STEPS = ("not-an-id", "%00", "..%2F..%2Fetc%2Fpasswd", "x" * 3_000, "%F0%9F%8F%BA", "%3Cscript%3E", "-1")
EXISTING = 4  # how many things that exist are asked for at an address
TWO_MEGABYTES = 2_000_000
# Values of path parameters that are words. One that is missing here must be added: nothing is skipped.
WORDS = {
    "slug": "jirani-water-desk",
    "agent": "lantern_walk",
    "provider": "google",
    "locale": "es",
    "step": "1",
    "code": "not_found",
    "key": "no/such/blob",
    "path": "nothing",
    "plugin_id": "mailbox",
    "collection": "problems.problem",
    "topic": "feed",
    "reaction": "agree",
}
# Those that are one of several words, each of which is asked for.
CHOICES = {
    "act": ("vote", "unvote", "decline", "adopt", "withdraw", "join", "claim", "drop", "leave", "cancel")
}
# Counted whatever the answer is, in transactions of their own.
COUNTS = {"identity.attempt", "kernel.idempotent_answer"}
# What review rejects is not made, and the decision is logged (DOMAIN §5.2).
DECIDED = {"kernel.event", "review.decision"}
# The page that offers a second factor makes the secret that it shows; nothing is switched on by it.
SEEN = {"identity.second_factor"}
# The addresses of the streams answer so where connections are not handed to a gateway.
NO_GATEWAY = '"stream_unavailable"'
UNSAID = re.compile("[⟦⟧]|\\{ ?\\$|…\\.")
"""Signs of words that are missing, of their arguments, and of choices that were not listed."""


class Asked(NamedTuple):
    """A request and its answer."""

    method: str
    address: str
    what: str
    answer: Any
    changed: set[str]

    @property
    def refused(self) -> bool:
        return self.answer.status_code >= 400

    @property
    def is_done(self) -> bool:
        """Whether something came of it."""
        return not self.refused and bool(self.changed)

    def __str__(self) -> str:
        text = self.answer.text[:600] if self.answer.text.startswith("{") else ""
        return f"{self.method} {self.address[:150]} ({self.what[:200]}): {self.answer.status_code} {text}"


class Asker:
    """Somebody who asks every address everything."""

    def __init__(self, site: Site, principal: Principal | None) -> None:
        self.site, self.principal = site, principal
        self.maker = Maker(site.ids, site.circle.given(principal))
        self.faults: list[str] = []
        self.languages = cycle(LANGUAGES)
        self._turns = count()

    @classmethod
    @asynccontextmanager
    async def of(cls, site: Site, principal: Principal | None) -> AsyncIterator[Self]:
        """Let somebody ask, with a browser of their own."""
        asker = cls(site, principal)
        async with browse(site.app, principal) as asker.browser:
            yield asker

    async def ask(self, method: str, address: str, what: str, **sent: Any) -> Asked:
        """Ask once, in the next language, and note whatever is wrong with the answer."""
        locale = next(self.languages)
        headers = {
            "accept-language": LANGUAGES[locale],
            "origin": "https://example.net",
            **sent.pop("headers", {}),
        }
        self.browser.cookies.delete("lang")
        answer = await self.browser.request(method, address, headers=headers, **sent)
        asked = Asked(method, address, what, answer, await self.site.changed() - COUNTS)
        self.faults += [f"{fault}: {asked}" for fault in look(asked, locale)]
        return asked

    async def reads(self, handler: Any, addresses: list[str], *, thoroughly: bool) -> None:
        """Ask for something with every parameter wrong, thoroughly in every way."""
        names = sorted(handler.opt.get("query_names") or ())
        for address in addresses:
            await self.ask("GET", address, "as it is")
        queries = ("?no_such_parameter=1", "?lang=xx", "?lang=es&lang=%00", "?%ff=%fe")
        for query in self.some(queries, thoroughly):
            await self.ask("GET", addresses[0] + query, query)
        for name in names:
            queries = (*(f"?{name}={quote(value)}" for value in STRANGE), f"?{name}=a&{name}=b")
            for query in self.some(queries, thoroughly):
                await self.ask("GET", addresses[0] + query, query)

    async def writes(
        self, method: str, handler: Any, addresses: list[str], *, thoroughly: bool
    ) -> list[Asked]:
        """Send what is wrong to an address that takes JSON, a form or nothing, and what may be right."""
        first, allowed = addresses[0], permitted(handler, self.principal)
        bodies = self.some(list(shapeless()), thoroughly)
        done = [await self.send(method, first, what, **sent) for what, sent in bodies]
        if handler.opt["takes_json"] and handler.parsed_data_field:
            kind = handler.parsed_data_field.annotation
            for wrong in self.some(list(self.maker.wrong(kind)), thoroughly) if allowed else ():
                await self.send_wrong(method, first, wrong)
            good: dict[str, Any] = {"json": self.maker.good(kind)}
        elif handler.opt.get("page"):
            entries = entries_of(handler, self.maker)
            if first.startswith("/circles/"):
                here = self.site.circle.entries(first)
                entries |= {name: here[name] for name in entries.keys() & here.keys()}
            for what, form in self.some(list(wrong_forms(entries)), thoroughly) if allowed else ():
                done.append(await self.send(method, first, what, data=form))
            good = {"data": entries}
        else:
            good = {}
        return done + [await self.send(method, address, "good", **good) for address in addresses]

    def some(self, wrong: Sequence[T], thoroughly: bool) -> Sequence[T]:
        """Return all, or one in four of them, other ones each time."""
        return wrong if thoroughly else wrong[next(self._turns) % 4 :: 4]

    async def send(self, method: str, address: str, what: str, **sent: Any) -> Asked:
        """Send something; whoever may not do this at all is told so."""
        key = {"idempotency-key": f"walk-{id(sent)}-{next(_NUMBERS)}"} if address.startswith("/api/") else {}
        return await self.ask(method, address, what, headers={**key, **sent.pop("headers", {})}, **sent)

    async def send_wrong(self, method: str, address: str, wrong: Wrong) -> Asked:
        """Send a body with one thing wrong: it is refused, and if for its fields, then for that one."""
        asked = await self.send(method, address, f"{wrong.pointer}: {wrong.body!r:.150}", json=wrong.body)
        if not wrong.by_type:
            return asked
        if not asked.refused:
            self.faults.append(f"{wrong.pointer} was taken: {asked}")
        elif asked.answer.json()["code"] == "validation_error":
            named = [error["pointer"] for error in asked.answer.json()["errors"]]
            if not any(wrong.pointer.startswith(pointer) for pointer in named):
                self.faults.append(f"{wrong.pointer} is not named: {asked}")
        return asked


_NUMBERS = iter(range(10**9))


def shapeless() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give bodies that are none."""
    json = {"content-type": "application/json"}
    yield "half of JSON", {"content": b'{"a": ', "headers": json}
    yield "a deep body", {"content": b"[" * 50_000, "headers": json}
    yield "bytes that are no text", {"content": b"\xff\xfe{}", "headers": json}
    yield "a string that is no text", {"content": b'"\xff"', "headers": json}
    yield "another type", {"content": b"a,b\n", "headers": {"content-type": "text/csv"}}
    yield "too much", {"content": b"[" + b"1," * (TWO_MEGABYTES // 2) + b"1]", "headers": json}
    yield (
        "a torn form",
        {"content": b"--x\r\nnonsense", "headers": {"content-type": "multipart/form-data; boundary=x"}},
    )
    yield "no boundary", {"content": b"--x\r\n", "headers": {"content-type": "multipart/form-data"}}
    yield "a file", {"files": {"file": ("../../etc/passwd", b"MZ\x90\0", "image/jpeg")}}


def look(asked: Asked, locale: str) -> Iterator[str]:
    """Say what is wrong with an answer."""
    answer, kind = asked.answer, asked.answer.headers.get("content-type", "")
    if answer.status_code >= 500 and NO_GATEWAY not in answer.text:
        yield "a failure of ours"
    if any(name.startswith("access-control-") for name in answer.headers):
        yield "other origins may read this"
    if asked.refused:
        yield from _look_at_refusal(asked, kind, locale)
    elif asked.method == "GET" and asked.changed - SEEN:
        yield f"a reading changed {sorted(asked.changed)}"
    if kind.startswith((PAGE, PROBLEM)) and (found := UNSAID.search(answer.text)):
        yield f"words are missing ({found[0]})"
    if kind.startswith(PAGE) and "<script>alert" in answer.text:
        yield "HTML of a caller is HTML of ours"


def _look_at_refusal(asked: Asked, kind: str, locale: str) -> Iterator[str]:
    decided = DECIDED if '"content_rejected"' in asked.answer.text else set()
    if asked.changed - SEEN - decided:
        yield f"refused, but {sorted(asked.changed)} changed"
    if not kind.startswith(PROBLEM if asked.address.startswith("/api/") else (PAGE, PROBLEM)):
        yield f"neither problem nor page but {kind}"
    language = asked.answer.headers.get("content-language")
    if language != locale and "lang=es" not in asked.address:
        yield f"in {language}, not {locale}"


def addresses_of(route: Any, site: Site) -> list[str]:
    """Return addresses of a route: of what exists, of what does not, and with each step wrong."""
    names = [part for part in route.path_components if not isinstance(part, str)]
    exist = {part.name: words_of(part, site, route.path_format) for part in names}
    found = [
        fill(route, {name: values[number % len(values)] for name, values in exist.items()})
        for number in range(max(EXISTING, len(exist.get("act", ()))))
    ]
    nobody = {part.name: "no-such-thing" if part.type is str else NOBODY for part in names}
    found += [fill(route, nobody)]
    found += [fill(route, {**nobody, part.name: step}) for part in names for step in BAD_STEPS]
    return list(dict.fromkeys(found))


def words_of(part: Any, site: Site, path: str) -> list[str]:
    """Return what a path parameter may be; raises KeyError for one this test must be told of."""
    if part.name in WORDS:
        return [WORDS[part.name]]
    if part.name in CHOICES:
        return list(CHOICES[part.name])
    if part.name == "token":
        return [site.circle.token]
    if "/circles/" in path and part.name in ("account_id", "human_id"):
        return site.circle.people_at(path)
    base = part.name.removesuffix("_id")
    tables = TABLES.get(base) or [table for table in site.ids if table.endswith(base)]
    assert tables, f"say in walk/asking.py where there is a {part.name}"
    return [value for table in tables for value in site.ids[table]] or [NOBODY]


# Tables whose rows a parameter is called after otherwise.
TABLES = {
    "token": ["service_token"],
    "thread": ["post"],
    "note": ["gratitude"],
    "key": ["agent_key"],
    "review": ["item", "peer_review"],
    "reset": ["email_code"],
    "entry": ["entry"],
}


def fill(route: Any, values: dict[str, str]) -> str:
    steps = [part if isinstance(part, str) else values[part.name] for part in route.path_components]
    return "/" + "/".join(steps)


def permission_of(handler: Any) -> Any:
    """Return the permission that a handler needs, if any."""
    guards = [getattr(guard, "func", getattr(guard, "value", guard)) for guard in handler.guards or ()]
    return next((guard.permission for guard in guards if hasattr(guard, "permission")), None)


def is_privileged(handler: Any) -> bool:
    """Say whether only admins may do what a handler does."""
    permission = permission_of(handler)
    return permission is not None and permission.roles <= {"admin", "service_admin"}


def first_of(people: Mapping[str, Principal | None], handler: Any) -> str | None:
    """Return who of these is the first that has the permission a handler needs."""
    return next((who for who, principal in people.items() if permitted(handler, principal)), None)


def permitted(handler: Any, principal: Principal | None) -> bool:
    """Say whether somebody has the permission that a handler needs."""
    permission = permission_of(handler)
    return permission is None or (principal is not None and permission.allows(principal))


def entries_of(handler: Any, maker: Maker) -> dict[str, str]:
    """Return good entries for all forms that the module of a handler knows; others are left alone by them."""
    module = sys.modules[inspect.unwrap(handler.fn).__module__]
    kinds = [kind for kind in vars(module).values() if is_struct(kind) and kind is not msgspec.Struct]
    entries: dict[str, str] = {}
    for struct, name, of in ((kind, *field) for kind in kinds for field in fields(kind)):
        try:
            value = maker.field(struct, name, of)
        except (AssertionError, TypeError, StopIteration):
            continue  # of a struct that is shown, and no form
        if isinstance(value, str | int | float):
            entries.setdefault(name, str(value))
    return entries


def wrong_forms(entries: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give forms with all entries wrong alike, and with one of them wrong."""
    for value in STRANGE:
        yield f"all {value[:50]!r}", dict.fromkeys(entries, value)
    for name, value in zip(entries, cycle(("\0", "x" * 30_000, "no-such-choice")), strict=False):
        yield f"{name}={value[:40]!r}", {**entries, name: value}
