"""What the forms about members send, and what it means."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from commonweal_circles.members.changing import Ban
from commonweal_circles.members.inviting import InvitationDraft
from commonweal_circles.rules.vocabulary import Level, Locale, Role

BAN_DAYS: tuple[int, ...] = (1, 7, 30, 365, 0)
"""For how many days the form of a ban lets one choose; 0 stands for good."""
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
Reason = Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
Who = Annotated[str, msgspec.Meta(max_length=300)]


class AskEntries(msgspec.Struct):
    """What the form of a request sends."""

    request: Annotated[str, msgspec.Meta(max_length=500)] = ""


class LevelEntries(msgspec.Struct):
    """What the form about notifications sends."""

    level: Level


class DecisionEntries(msgspec.Struct):
    """Which button beside a request was pressed."""

    decision: Literal["approve", "decline"]


class InviteEntries(msgspec.Struct):
    """What the forms of an invitation send: an account in ``who``, an address, or neither for a link."""

    kind: Literal["account", "email", "link"]
    who: Who = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    locale: Locale = "en"

    def draft(self) -> InvitationDraft:
        """Return what the form means."""
        account_id = id_in(self.who)
        handle = "" if account_id else name_in(self.who)
        return InvitationDraft(self.kind, account_id, handle, self.email, self.locale)


class RoleEntries(msgspec.Struct):
    """What the form of a role sends."""

    role: Role


class RemoveEntries(msgspec.Struct):
    """What the form that removes a member sends."""

    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class BanEntries(msgspec.Struct):
    """What the form of a ban sends; ``who`` only where the address does not say whom."""

    reason: Reason
    days: Annotated[int, msgspec.Meta(ge=0, le=3_650)] = 0
    who: Who = ""

    def ban(self) -> Ban:
        """Return the ban that the form means, beginning now."""
        return Ban(self.reason, datetime.now(UTC) + timedelta(days=self.days) if self.days else None)


def id_in(text: str) -> UUID | None:
    """Return the account's id in what was pasted: the id itself, or the address of a person's page."""
    found = _ID.search(text)
    return UUID(found[0]) if found else None


def name_in(text: str) -> str:
    """Return the handle in what was entered: a name, or the last part of an address of an agent's page."""
    path = re.split(r"[?#]", text, maxsplit=1)[0]
    return path.rstrip("/").rpartition("/")[2] if "/" in text else "_".join(text.split())
