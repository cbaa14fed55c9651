"""What content review speaks of: categories, judgements, kinds of content, decisions (DOMAIN §5)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args
from uuid import UUID

import msgspec
from commonweal import Fragment, Principal, UnitOfWork, as_plugin

if TYPE_CHECKING:
    from commonweal import Visit

Category = Literal[
    "surveillance",
    "weapons",
    "political_manipulation",
    "financial_exploitation",
    "discrimination",
    "pseudo_science",
    "privacy_violation",
    "deepfakes",
    "social_engineering",
    "market_manipulation",
    "labour_exploitation",
    "hate_speech",
]
CATEGORIES: tuple[str, ...] = get_args(Category)
Status = Literal["pending", "approved", "flagged", "rejected"]
Source = Literal["classifier", "author", "readers", "admin"]


class ContentReview(msgspec.Struct, frozen=True):
    """What one implementation thinks of a text: 1 is harmless, 0 is not; reasons are message ids or words."""

    score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    categories: list[str] = []
    reasons: list[str] = []


class Author(msgspec.Struct, frozen=True):
    """Who answers for an item; ``id`` is that of the account, or the name of a service."""

    kind: str
    id: str
    organisation_id: UUID | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision about an item, as the log keeps it."""

    id: UUID
    source: Source
    status: Status
    before: Status
    decided_by: UUID | None = None
    notes: str = ""
    categories: list[str] = []


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of published content that came without review, so that readers can report it."""

    author: Author
    summary: str
    locale: str | None = None
    domain: str | None = None


class ContentKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of content: its name ``<plugin>.<word>``, the message that names it, and what its plugin does.

    ``decided(work, item_id, status, decision)`` runs in the transaction of the decision and may refuse it.
    ``show(visit, item_id)`` gives the content for the desk; ``address(item_id)`` is where readers find it.
    ``find(work, item_id)`` tells of published content that review has not seen, such as sample data.
    ``sees(work, reader, item_id)`` says whether a reader may know of an item; without it, all may of what is
    published. What they may not know of they cannot report.
    """

    name: str
    label: str
    decided: Callable[[UnitOfWork, UUID, str, Decision], Awaitable[None]]
    show: "Callable[[Visit, UUID], Awaitable[Fragment | None]] | None" = None
    address: Callable[[UUID], str] | None = None
    find: Callable[[UnitOfWork, UUID], Awaitable[Written | None]] | None = None
    sees: Callable[[UnitOfWork, Principal, UUID], Awaitable[bool]] | None = None

    def of(self, plugin_id: str) -> "ContentKind":
        """Return the kind so that its functions act as the plugin that gave it."""
        acting = {
            name: as_plugin(plugin_id, function)
            for name in ("decided", "show", "find", "sees")
            if (function := getattr(self, name)) is not None
        }
        return msgspec.structs.replace(self, **acting)


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What review thinks of new content before it is stored; hand it to ``record`` with the item."""

    status: Literal["approved", "flagged"]
    score: float
    categories: list[str]
    reasons: list[str]
    kind: str
    author: Author
    locale: str | None = None
    domain: str | None = None
    priority: int = 2
    kinds: Mapping[str, Any] = {}
