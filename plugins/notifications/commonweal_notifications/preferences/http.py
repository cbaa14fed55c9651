"""The JSON API of what an account wants to hear of: ``/api/v1/notifications/settings`` and ``…/mutes``."""

from typing import Annotated

import msgspec
from commonweal import Visit, needs
from litestar import delete, get, put
from litestar.params import JSONBody, QueryParameter

from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.permissions import CHANGE, READ
from commonweal_notifications.preferences import mutes
from commonweal_notifications.preferences.choices import KindChoices, Wish, choose, read_choices
from commonweal_notifications.preferences.hours import Times, keep_times, read_times

LONGEST_ABOUT = 200


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Wishes about kinds and channels; what is not named stays as it is."""

    choices: Annotated[list[Wish], msgspec.Meta(max_length=500)]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an account chose: for all kinds, for each kind and channel, and what it muted."""

    times: Times
    kinds: list[KindChoices]
    muted: list[str]


class Muted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to hear nothing of, such as ``mission:<id>``; it stands in ``about`` of notifications."""

    about: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ABOUT)]


@get("/settings", guards=[needs(READ)], operation_id="readNotificationSettings", summary="Read one's choices")
async def settings(request: Visit) -> Settings:
    """Give what holds for every kind and channel, the hours, and what is muted."""
    return await settings_of(request)


async def settings_of(visit: Visit) -> Settings:
    """Return what whoever makes the request chose."""
    account = visit.principal.account_id
    async with visit.web.database.read() as work:
        return Settings(
            times=await read_times(work, account),
            kinds=await read_choices(work, visit.principal, kinds_of(visit)),
            muted=[each.about for each in await mutes.list_mutes(work, account)],
        )


@put(
    "/settings/choices", guards=[needs(CHANGE)], operation_id="chooseNotifications", summary="Choose by kind"
)
async def keep_choices(request: Visit, data: JSONBody[Choices]) -> Settings:
    """Choose what to hear of, by kind and channel."""
    async with request.web.database.write() as work:
        await choose(work, request.principal, kinds_of(request), data.choices)
    return await settings_of(request)


@put(
    "/settings/times", guards=[needs(CHANGE)], operation_id="chooseHours", summary="Choose hours and digests"
)
async def keep_hours(request: Visit, data: JSONBody[Times]) -> Times:
    """Choose quiet hours, digests, and how near new missions must be; all of it at once."""
    async with request.web.database.write() as work:
        await keep_times(work, request.principal.account_id, data)
        return await read_times(work, request.principal.account_id)


@put(
    "/mutes",
    guards=[needs(CHANGE)],
    status_code=204,
    operation_id="mute",
    summary="Hear nothing of something",
)
async def mute(request: Visit, data: JSONBody[Muted]) -> None:
    """Hear nothing more about one mission, problem or circle, but for what must be heard."""
    async with request.web.database.write() as work:
        await mutes.mute(work, request.principal.account_id, data.about)


@delete("/mutes", guards=[needs(CHANGE)], operation_id="unmute", summary="Hear of something again")
async def unmute(
    request: Visit, about: Annotated[str, QueryParameter(min_length=1, max_length=LONGEST_ABOUT)]
) -> None:
    """Hear again about something."""
    async with request.web.database.write() as work:
        await mutes.unmute(work, request.principal.account_id, about)


ROUTES = [settings, keep_choices, keep_hours, mute, unmute]
