"""One request as handlers see it: who makes it, in which language, and what the app offers to answer it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, quote, urlencode
from uuid import UUID

from litestar import Request
from litestar.types import Scope

from commonweal.errors import Refusal
from commonweal.i18n.negotiation import Chain
from commonweal.i18n.translator import Translator
from commonweal.web.principals import Principal

if TYPE_CHECKING:
    from commonweal.web.limits import Allowance
    from commonweal.web.services import Web

LANGUAGE, THEME = "lang", "theme"
EVERYWHERE = frozenset({LANGUAGE, THEME})  # query parameters and cookies that every page understands


@dataclass(slots=True)
class Arrival:
    """What the edge of the app learned about a request before it was routed; kept in its ASGI scope."""

    web: "Web"
    request_id: str
    principal: Principal
    is_head: bool = False  # answered as GET, without the body
    allowance: "Allowance | None" = None
    contention: Exception | None = None  # another transaction got in the way of this request
    form_cookie: str | None = None  # set once the page shows a form
    organisation_id: UUID | None = None  # of a plugin switched by organisations: the one in the address
    status: int = 0  # set once the answer has begun
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)  # added to the answer

    def add_header(self, name: str, value: str) -> None:
        """Add a header to the answer, whatever the answer will be."""
        self.headers.append((name.lower().encode("latin-1"), value.encode("latin-1")))


def arrival(scope: Scope) -> Arrival:
    """Return what the edge of the app kept about a request."""
    return cast("dict[str, Arrival]", scope)["commonweal"]


class Visit(Request[Any, Any, Any]):
    """The request a handler gets when it asks for ``request: Visit``."""

    async def json(self) -> Any:
        """Read the body as JSON; raises ``Refusal("malformed_request")`` if it is too deep or not UTF-8."""
        try:
            return await super().json()
        except (RecursionError, UnicodeDecodeError) as error:
            raise Refusal("malformed_request") from error

    @property
    def web(self) -> "Web":
        """What the app offers: database, cursors, settings."""
        return arrival(self.scope).web

    @property
    def principal(self) -> Principal:
        """Who makes the request."""
        return arrival(self.scope).principal

    @property
    def organisation_id(self) -> UUID:
        """The organisation in the address, which has switched on the plugin; only where that is asked."""
        found = arrival(self.scope).organisation_id
        if found is None:
            raise LookupError("only routes of a plugin of scope organisation, with {organisation}, have one")
        return found

    @property
    def request_id(self) -> str:
        """The id under which this request is logged and answered."""
        return arrival(self.scope).request_id

    @cached_property
    def chain(self) -> Chain:
        """The reader's locales, best first; raises ``Refusal`` for an explicit one that does not exist."""
        explicit = dict(self.parameters).get(LANGUAGE) if b"lang=" in self.scope["query_string"] else None
        return self.web.catalogue.negotiate(explicit, *self._wishes())

    @cached_property
    def translator(self) -> Translator:
        """What writes messages, numbers and dates for the reader."""
        return self.web.catalogue.translator(self.chain)

    @property
    def forgiving_translator(self) -> Translator:
        """The reader's translator even when the explicit choice is wrong: for telling the reader so."""
        return self.web.catalogue.translator(self.web.catalogue.negotiate(None, *self._wishes()))

    @property
    def locale(self) -> str:
        """The locale of the words the reader gets, such as ``zh-Hans``."""
        return self.translator.locale

    @cached_property
    def parameters(self) -> list[tuple[str, str]]:
        """The query parameters in the order they came, repeated ones too."""
        return parse_qsl(self.scope["query_string"].decode("latin-1"), keep_blank_values=True)

    def here(self, **changes: object) -> str:
        """Return this page's address with some query parameters changed; None takes one away."""
        kept = [
            (name, value) for name, value in self.parameters if name not in changes and name not in EVERYWHERE
        ]
        added = [(name, str(value)) for name, value in changes.items() if value is not None]
        query = urlencode([*kept, *added])
        # Written anew: two slashes at the beginning would name another host.
        path = "/" + quote(self.scope["path"].lstrip("/"))
        return f"{path}?{query}" if query else path

    def _wishes(self) -> tuple[str | None, bytes | None]:
        """Return the preference, from this browser or the account, and the browser's accepted languages."""
        accepted = next((value for name, value in self.scope["headers"] if name == b"accept-language"), None)
        return self.cookies.get(LANGUAGE) or self.principal.locale, accepted
