"""The operators' page that shows how every kind reads, in every language and by every channel."""

from typing import Any, Literal
from uuid import UUID

from commonweal import Page, Permission, Refusal, Visit, needs
from litestar import get
from litestar.params import FromQuery

from commonweal_notifications.deciding.kinds import kinds_of, message_of
from commonweal_notifications.digests.lists import Story
from commonweal_notifications.hooks import Kind
from commonweal_notifications.kinds.announcing.making import LANGUAGES
from commonweal_notifications.kinds.previewing.picture import picture
from commonweal_notifications.kinds.words import UTC
from commonweal_notifications.mail.composing import Reader
from commonweal_notifications.mail.service import mailing_in
from commonweal_notifications.mail.words import MailBroken

ADDRESS = "/admin/notifications/preview"
PREVIEW = Permission("notifications.preview", frozenset({"admin"}))
WIDTH, LEAST_HEIGHT, LINE, LETTERS = 640, 430, 27, 60
_SEVERAL = 3
_NOBODY = UUID(int=0)  # so that no link in a preview turns anything off


@get(ADDRESS, guards=[needs(PREVIEW)])
async def preview_page(
    request: Visit,
    kind: FromQuery[str | None] = None,
    language: FromQuery[Literal["en", "es", "zh-Hans"] | None] = None,
) -> Page:
    """Show one kind with its samples: as cards of the inbox, as mail, and as the text of mail."""
    kinds = kinds_of(request)
    name = kind or next(iter(kinds))
    if name not in kinds:
        raise Refusal("not_found")
    locale = language or request.translator.locale
    words = request.web.catalogue.translator(request.web.catalogue.negotiate(None, locale, None))
    shown = kinds[name]
    stem = message_of(name)
    context = {
        "kind": shown,
        "language": locale,
        "languages": [
            (each, request.translator.text(f"notifications-announcements-in-{each.lower()}"))
            for each in LANGUAGES
        ],
        "kinds": [(each, request.translator.text(f"{message_of(each)}-label")) for each in kinds],
        "label": words.text(f"{stem}-label"),
        "cards": [_card(words, stem, sample) for sample in shown.samples],
        "group": _group(words, stem, shown),
        "mails": [_mail(request, shown, sample, locale) for sample in shown.samples],
    }
    return Page("notifications/preview.html", context)


def _card(words: Any, stem: str, sample: Any) -> dict[str, str]:
    return {"title": words.text(f"{stem}-title", **sample), "text": words.text(f"{stem}-text", **sample)}


def _group(words: Any, stem: str, kind: Kind) -> str:
    if not words.has(f"{stem}-group"):
        return ""
    return str(words.text(f"{stem}-group", count=_SEVERAL, **kind.samples[0]))


def _mail(visit: Visit, kind: Kind, sample: Any, locale: str) -> dict[str, Any]:
    reader = Reader(id=_NOBODY, address="reader@example.org", locale=locale, zone=UTC)
    try:
        mail = mailing_in(visit).composer.notice(reader, Story(kind, "preview", "", sample), "preview")
    except MailBroken as broken:
        return {"problem": str(broken)}
    own = mail.text.partition("\n-- \n")[0]
    height = LEAST_HEIGHT + LINE * (len(own) // LETTERS)
    drawn = picture(mail.html or "", WIDTH, height)
    return {
        "problem": "",
        "subject": mail.subject,
        "text": mail.text,
        "picture": drawn,
        "width": WIDTH,
        "height": height,
    }


PAGES = [preview_page]
