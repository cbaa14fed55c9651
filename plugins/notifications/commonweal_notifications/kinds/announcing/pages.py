"""The admins' page of announcements: written, looked at, confirmed; what was told before stands below."""

from typing import Any, Literal

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.response import Redirect

from commonweal_notifications.kinds.announcing.http import ANNOUNCE
from commonweal_notifications.kinds.announcing.making import (
    LANGUAGES,
    NewAnnouncement,
    Path,
    Text,
    Title,
    Words,
    announce,
    checked,
    list_announcements,
)

ADDRESS = "/admin/announcements"
SHOWN = 20
_NAMES = {locale: locale.lower().replace("-", "_") for locale in LANGUAGES}
"""How the fields of each language end."""
_PAGE, _PREVIEW = "notifications/announcements.html", "notifications/announcement.html"


class Entries(msgspec.Struct):
    """What the form sends; ``step`` is what its button asks for."""

    title_en: Title
    text_en: Text
    title_es: Title
    text_es: Text
    title_zh_hans: Title
    text_zh_hans: Text
    path: Path = ""
    step: Literal["look", "change", "publish"] = "look"

    def announcement(self) -> NewAnnouncement:
        """Return what would be announced."""
        texts = {
            locale: Words(getattr(self, f"title_{name}"), getattr(self, f"text_{name}"))
            for locale, name in _NAMES.items()
        }
        return NewAnnouncement(texts, self.path)


@get(ADDRESS, guards=[needs(ANNOUNCE)])
async def announcements_page(request: Visit) -> Page:
    """Show the form, and what was announced before."""
    return await _show(request, empty_form(request))


@post(ADDRESS, guards=[needs(ANNOUNCE)])
async def announce_by_form(request: Visit) -> Page | Redirect:
    """Show how an announcement will read, or make it once that was confirmed."""
    form = await read_form(request, Entries)
    if form.value is None:
        return await _show(request, form, status=422)
    step, new = form.value.step, form.value.announcement()
    if step == "change":
        return await _show(request, form)
    try:
        if step == "look":
            return Page(_PREVIEW, {"form": form, "new": checked(new), "names": _NAMES}, status=200)
        async with request.web.database.write() as work:
            await announce(work, request.principal, new)
    except Refusal as refusal:
        form.refuse(refusal)
        return await _show(request, form, status=422)
    answer = Redirect(ADDRESS, status_code=303)
    flash(answer, "notifications-flash-announced")
    return answer


async def _show(visit: Visit, form: Form[Any], *, status: int = 200) -> Page:
    async with visit.web.database.read() as work:
        made = await list_announcements(work, None, SHOWN)
    own = [(each.made_at, each.words(visit.translator.locale)) for each in made]
    return Page(_PAGE, {"form": form, "made": own, "names": _NAMES}, status=status)


PAGES = [announcements_page, announce_by_form]
