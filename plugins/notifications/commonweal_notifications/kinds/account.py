"""What everybody must hear about the account: an export that is ready, and terms that change."""

from datetime import UTC, date, datetime

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.events import ExportMade, TermsPublished
from commonweal_notifications.kinds.words import Found, Words, moment, notices


async def export_made(_work: UnitOfWork, recorded: RecordedEvent[ExportMade]) -> list[Notice]:
    """Tell whoever asked for an export that it can be fetched."""
    event = recorded.event
    return notices([event.account_id], "account", path=event.path, expires_at=event.expires_at)


async def terms_published(work: UnitOfWork, recorded: RecordedEvent[TermsPublished]) -> list[Notice]:
    """Tell everybody that a document changes, and when."""
    event = recorded.event
    data = {"document": event.document, "effective_on": event.effective_on.isoformat(), "path": event.path}
    return notices(await identity.active_humans(work), f"document:{event.document}", **data)


def _export(each: Data, reader: Translator, _found: Found) -> Data | None:
    """Describe an export for as long as it can be fetched."""
    expires_at = moment(each["expires_at"])
    if expires_at <= datetime.now(UTC):
        return None
    return {"until": reader.datetime(expires_at), "url": each["path"]}


def _terms(each: Data, reader: Translator, _found: Found) -> Data:
    day = reader.date(date.fromisoformat(each["effective_on"]))
    return {"document": each["document"], "day": day, "url": each["path"]}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about the account itself."""
    return [
        Kind(
            name="notifications.export_ready",
            event_types=[ExportMade],
            decide=export_made,
            describe=words.describer(_export),
            samples=[{"until": "6 Dec 2026, 18:00", "url": "/account/export"}],
            email="now",
            can_be_off=False,
        ),
        Kind(
            name="notifications.terms_changed",
            event_types=[TermsPublished],
            decide=terms_published,
            describe=words.describer(_terms),
            samples=[
                {"document": document, "day": "1 Jan 2027", "url": f"/legal/{document.replace('_', '-')}"}
                for document in ("terms", "privacy", "acceptable_use")
            ],
            email="now",
            can_be_off=False,
        ),
    ]
