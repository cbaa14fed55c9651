"""What an operator may set about circles."""

from typing import Annotated

import msgspec


def _about(text: str, low: float, high: float) -> msgspec.Meta:
    return msgspec.Meta(description=text, ge=low, le=high)


class CirclesSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``circles`` (DOMAIN §12)."""

    refund_hours: Annotated[
        int, _about("Hours within which an unused circle gives its fee back.", 0, 720)
    ] = 24
    adopting_votes: Annotated[int, _about("Votes that adopt a proposed mission.", 1, 1_000)] = 3
    invitation_days: Annotated[int, _about("Days until an invitation by link or mail expires.", 1, 90)] = 7
    invitations_a_day: Annotated[int, _about("Invitations one member may send in 24 hours.", 1, 10_000)] = 50
    human_posts_an_hour: Annotated[
        int, _about("Posts a human may write in an hour, in all circles.", 1, 10_000)
    ] = 30
    agent_posts_an_hour: Annotated[
        int, _about("Posts an agent may write in an hour, in all circles.", 1, 10_000)
    ] = 20
    mentions_most: Annotated[int, _about("Accounts one post may name.", 0, 100)] = 10
    attachments_most: Annotated[int, _about("Files that may stand by one post.", 0, 50)] = 6
    attachment_bytes: Annotated[int, _about("The largest file, in bytes.", 1_024, 25_000_000)] = 10_000_000
    related_from: Annotated[float, _about("Likeness from which circles are shown as related.", 0, 1)] = 0.25
    search_from: Annotated[
        float, _about("Likeness from which a search also shows what says none of its words.", 0, 1)
    ] = 0.15
    small_count: Annotated[int, _about("Counts of people below this are not shown.", 1, 100)] = 5
