"""Tokens that came to, or left, a person's account."""

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity
from commonweal_ledger import api as ledger

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, notices


async def posted(work: UnitOfWork, recorded: RecordedEvent[ledger.TokensPosted]) -> list[Notice]:
    """Tell a human of a posting; pools of organisations are their own plugin's."""
    account = recorded.subject
    if account is None or await identity.find_human(work, account) is None:
        return []
    event = recorded.event
    return notices([account], "tokens", "tokens", type=event.type, amount_minor=event.amount_minor)


def _posting(each: Data, reader: Translator, _found: Found) -> Data:
    amount = int(each["amount_minor"])
    return {
        "amount": reader.currency_minor(abs(amount)),
        "direction": "in" if amount >= 0 else "out",
        "reason": reader.text(f"ledger-type-{each['type'].replace('_', '-')}"),
        "url": "/account/statement",
    }


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about tokens."""
    url = "/account/statement"
    return [
        Kind(
            name="notifications.tokens_posted",
            event_types=[ledger.TokensPosted],
            decide=posted,
            describe=words.describer(_posting),
            samples=[
                {"amount": "67.50 IT", "direction": "in", "reason": "Mission verified", "url": url},
                {"amount": "15 IT", "direction": "out", "reason": "Vote on a solution", "url": url},
            ],
        )
    ]
