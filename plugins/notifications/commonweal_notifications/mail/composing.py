"""Writing mail: what is told, in the reader's language, as text and as HTML, with its headers."""

from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from commonweal import Catalogue, Mail, MailSettings

from commonweal_notifications.digests.lists import Entry, Story, sections_of
from commonweal_notifications.mail.colours import palette
from commonweal_notifications.mail.keys import Keys
from commonweal_notifications.mail.settings import Brand, NotificationsSettings
from commonweal_notifications.mail.templates import render
from commonweal_notifications.mail.words import MailWords, subject_line

INBOX, SETTINGS, UNSUBSCRIBE = "/notifications", "/notifications/settings", "/notifications/unsubscribe"
DIGEST = "digest"
Form = Literal["batch", "daily", "weekly"]


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a mail is for."""

    id: UUID
    address: str
    locale: str
    zone: ZoneInfo


class Composer:
    """Writes the mails of one deployment."""

    def __init__(
        self, settings: NotificationsSettings, keys: Keys, catalogue: Catalogue, mail: MailSettings
    ) -> None:
        self._settings = settings
        self._keys = keys
        self._catalogue = catalogue
        self._mail = mail

    def words(self, locale: str, zone: ZoneInfo) -> MailWords:
        """Return the words of mail in a language."""
        return MailWords(
            self._catalogue, self._catalogue.translator(self._catalogue.negotiate(None, locale, None), zone)
        )

    def notice(self, reader: Reader, story: Story, message: str) -> Mail:
        """Write the mail about one notification; ``message`` is what its Message-ID begins with.

        Raises MailBroken for words or templates that are missing or wrong.
        """
        words, kind = self.words(reader.locale, reader.zone), story.kind
        title = words.of_kind(kind.name, "title", story.values)
        off = [kind.name] if kind.can_be_off else []
        told = {
            "title": title,
            "text": words.of_kind(kind.name, "text", story.values),
            "url": self._link(story.values.get("url")),
            "why": words(
                "notifications-mail-why" if off else "notifications-mail-why-always",
                kind=words.of_kind(kind.name, "label", {}),
            ),
        }
        headers = self._headers(reader, off, kind.name, is_bulk=kind.bulk)
        mail = self._write("notice", words, self._brand(story), reader, title, told, off, headers, message)
        thread = f"<{self._keys.thread(reader.id, story.about)}@{_domain(mail.sender or self._mail.sender)}>"
        threaded = {**mail.headers, "In-Reply-To": thread, "References": thread}
        return msgspec.structs.replace(mail, headers=threaded, bulk=kind.bulk)

    def list(self, reader: Reader, stories: Sequence[Story], form: Form, message: str, more: int = 0) -> Mail:
        """Write one mail about many notifications, the newest first; ``more`` are not among them.

        Raises MailBroken for words or templates that are missing or wrong.
        """
        words = self.words(reader.locale, reader.zone)
        sections, left = sections_of(stories, self._settings.digest_items)
        count = len(stories) + more
        title = words(f"notifications-mail-{form}-title", count=count)
        is_batch = form == "batch"
        off = sorted({each.kind.name for each in stories if each.kind.can_be_off}) if is_batch else [DIGEST]
        told = {
            "title": title,
            "sections": [
                {
                    "label": words.of_kind(section.kind.name, "label", {}),
                    "entries": [self._entry(words, entry) for entry in section.entries],
                }
                for section in sections
            ],
            "more": left + more,
            "url": self._link(INBOX),
            "why": words(f"notifications-mail-{form}-why"),
        }
        headers = self._headers(reader, off, form, is_bulk=not is_batch)
        brand = self._settings.brand
        mail = self._write("digest", words, brand, reader, title, told, off, headers, message)
        return msgspec.structs.replace(mail, bulk=not is_batch)

    def _entry(self, words: MailWords, entry: Entry) -> dict[str, str]:
        story = entry.newest
        many = entry.many > 1 and words.has_group(story.kind.name)
        values = {**story.values, "count": entry.many} if many else story.values
        return {
            "title": words.of_kind(story.kind.name, "group" if many else "title", values),
            "text": "" if many else words.of_kind(story.kind.name, "text", values),
            "url": self._link(INBOX if many else story.values.get("url")),
        }

    def _headers(self, reader: Reader, off: Sequence[str], stream: str, *, is_bulk: bool) -> dict[str, str]:
        headers = {
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": self._catalogue.negotiate(None, reader.locale, None).locales[0],
            "Feedback-ID": f"{stream}:{'bulk' if is_bulk else 'transactional'}:notifications:commonweal",
        }
        if off:
            headers["List-Unsubscribe"] = f"<{self._unsubscribe(reader, off)}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers

    def _unsubscribe(self, reader: Reader, off: Sequence[str]) -> str:
        return self._link(f"{UNSUBSCRIBE}/{self._keys.token(reader.id, list(off))}")

    def _link(self, url: object) -> str:
        """Return an address of ours as mail needs it: whole, and never anybody else's."""
        site = self._settings.site.rstrip("/")
        path = str(url or "")
        is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
        return site + (path if is_ours else INBOX)

    def _brand(self, story: Story) -> Brand:
        """Return the brand that a notification asks for, by name or whole; the deployment's otherwise."""
        asked = story.values.get("brand")
        if isinstance(asked, Brand):
            return asked
        return self._settings.brands.get(str(asked), self._settings.brand)

    def _write(
        self,
        template: str,
        words: MailWords,
        brand: Brand,
        reader: Reader,
        title: str,
        told: Mapping[str, Any],
        off: Sequence[str],
        headers: Mapping[str, str],
        message: str,
    ) -> Mail:
        folders = tuple(each for each in (brand.templates, self._settings.templates) if each)
        values = {
            **told,
            "t": words,
            "locale": words.translator.locale,
            "brand": brand,
            "colours": palette(brand),
            "site": self._settings.site,
            "settings_url": self._link(SETTINGS),
            "unsubscribe_url": self._unsubscribe(reader, off) if off else "",
        }
        locale = words.translator.locale
        domain = _domain(brand.sender or self._mail.sender)
        return Mail(
            to=reader.address,
            subject=subject_line(title),
            text=render(f"{template}.txt", folders, locale, values),
            html=render(f"{template}.html", folders, locale, values),
            headers={**headers, "Message-ID": f"<{message}@{domain}>"},
            sender=brand.sender,
        )


def _domain(sender: str) -> str:
    """Return the domain of a sender, which names what it sends."""
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
