"""Writes translations: a human's replaces a machine's, a machine's replaces only another machine's.

Content review looks at every text: an ``Assessment`` made before the transaction comes in with it. What
somebody else writes, or the machine anew, is another item of review; only an author's own edit is the same.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, emit, new_id

from commonweal_missions.claims.locking import lock_mission
from commonweal_missions.rules.drafting import Description, Line, Title
from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.events import TranslationReviewed, TranslationWritten

if TYPE_CHECKING:
    from commonweal_review.api import Assessment

KIND = "missions.translation"
MACHINE = "machine"
"""The translator of what the hook ``commonweal_translate`` brought."""
_TEXT = """
    SELECT provenance, title, description, steps, evidence, source_hash, translator, review_status, item_id
    FROM missions.mission_translation WHERE mission_id = $1 AND locale = $2
"""
_WRITE = """
    INSERT INTO missions.mission_translation (
        mission_id, locale, provenance, title, description, steps, evidence, source_hash, translator,
        review_status, updated_at, item_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (mission_id, locale) DO UPDATE SET
        provenance = excluded.provenance, title = excluded.title, description = excluded.description,
        steps = excluded.steps, evidence = excluded.evidence, source_hash = excluded.source_hash,
        translator = excluded.translator, reviewed_by = NULL, review_status = excluded.review_status,
        item_id = excluded.item_id,
        updated_at = excluded.updated_at
"""


class TranslationText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mission's words in another language: as many steps and items of evidence as the original has."""

    title: Title
    description: Description
    steps: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=50)]
    evidence: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=20)]

    @property
    def texts(self) -> list[str]:
        """Every text, one after the other."""
        return [self.title, self.description, *self.steps, *self.evidence]


async def read_source(work: UnitOfWork, mission_id: UUID, target: ContentLocale) -> Any:
    """Return the original's row; raises ``Refusal``: ``not_found``, or ``conflict`` for its own language."""
    row = await work.fetch_row(
        "SELECT t.locale, t.title, t.description, t.steps, t.evidence, t.source_hash, m.domain"
        " FROM missions.mission AS m JOIN missions.mission_translation AS t"
        " ON t.mission_id = m.id AND t.provenance = 'author'"
        " WHERE m.id = $1 AND m.review_status = 'approved'",
        mission_id,
    )
    if row is None:
        raise Refusal("not_found")
    if row["locale"] == target:
        raise Refusal("conflict")
    return row


async def read_text(work: UnitOfWork, mission_id: UUID, locale: ContentLocale) -> Any:
    """Return the row of a mission's text in a language, or None."""
    return await work.fetch_row(_TEXT, mission_id, str(locale))


async def write_translation(
    work: UnitOfWork,
    mission_id: UUID,
    locale: ContentLocale,
    text: TranslationText,
    assessment: "Assessment",
    *,
    source_hash: str,
    provenance: Provenance,
    translator: str,
    at: datetime,
) -> str:
    """Write a translation that was made from the source with this hash; returns its review status.

    Raises ``Refusal``: ``validation_error`` when steps or evidence are not as many as the original's,
    ``version_mismatch`` when the source changed meanwhile, ``conflict`` when a machine would replace a human,
    or one human the present text of another.
    """
    from commonweal_review import api as review  # noqa: PLC0415 - the command line needs none of it

    item_id = _edited(await work.fetch_row(_TEXT, mission_id, str(locale)), translator)
    if item_id is not None:  # before the mission's row, as decisions do
        await review.hold(work, assessment, item_id=item_id, summary=text.title)
    await lock_mission(work, mission_id)
    source = await read_source(work, mission_id, locale)
    if source["source_hash"] != source_hash:
        raise Refusal("version_mismatch")
    _require_same_shape(text, source)
    known = await work.fetch_row(_TEXT, mission_id, str(locale))
    if known is not None and not may_replace(known, provenance, translator, source_hash):
        raise Refusal("conflict")
    if _edited(known, translator) != item_id:  # written while this one waited for the lock
        raise Refusal("version_mismatch")
    item_id = item_id or new_id()
    await work.execute(
        _WRITE,
        mission_id,
        str(locale),
        str(provenance),
        text.title,
        text.description,
        text.steps,
        text.evidence,
        source_hash,
        translator,
        "flagged",
        at,
        item_id,
    )
    status: str = await review.record(work, assessment, item_id=item_id, summary=text.title)
    await work.execute(
        "UPDATE missions.mission_translation SET review_status = $2 WHERE item_id = $1", item_id, status
    )
    event = TranslationWritten(
        mission_id=mission_id, locale=str(locale), provenance=str(provenance), review_status=status
    )
    await emit(work, event, subject=mission_id)
    return status


async def check_machine_text(
    work: UnitOfWork, mission_id: UUID, locale: ContentLocale, human_id: UUID, at: datetime
) -> None:
    """Let a human vouch for a machine's text as it is.

    Raises ``Refusal``: ``not_found`` without such a text, ``invalid_transition`` unless it is a machine's,
    ``version_mismatch`` when the source changed since.
    """
    await lock_mission(work, mission_id)
    source = await read_source(work, mission_id, locale)
    known = await work.fetch_row(_TEXT, mission_id, str(locale))
    if known is None or known["review_status"] != "approved":
        raise Refusal("not_found")
    if known["provenance"] != "machine":
        raise Refusal("invalid_transition", source=known["provenance"], target="reviewed")
    if known["source_hash"] != source["source_hash"]:
        raise Refusal("version_mismatch")
    await work.execute(
        "UPDATE missions.mission_translation SET provenance = 'reviewed', reviewed_by = $3, updated_at = $4"
        " WHERE mission_id = $1 AND locale = $2",
        mission_id,
        str(locale),
        human_id,
        at,
    )
    event = TranslationWritten(
        mission_id=mission_id, locale=str(locale), provenance="reviewed", review_status="approved"
    )
    await emit(work, event, subject=mission_id)


async def translation_decided(work: UnitOfWork, item_id: UUID, status: str, _decision: object = None) -> None:
    """Take what review decided about a translation over."""
    row = await work.fetch_row(
        "UPDATE missions.mission_translation SET review_status = $2 WHERE item_id = $1"
        " RETURNING mission_id, locale",
        item_id,
        status,
    )
    if row is not None:
        event = TranslationReviewed(mission_id=row["mission_id"], locale=row["locale"], review_status=status)
        await emit(work, event, subject=row["mission_id"])


def _edited(known: Any, translator: str) -> UUID | None:
    """Return under which id review knows the text that its own author writes anew, or None."""
    if known is None or translator == MACHINE or known["translator"] != translator:
        return None
    item_id: UUID | None = known["item_id"]
    return item_id


def may_replace(known: Any, provenance: Provenance, translator: str, source_hash: str) -> bool:
    """Say whether a new text may take the place of a known one: a machine never replaces a human.

    Nobody replaces the present text of another who is as good: a human a human's, a machine a machine's.
    """
    by_machine = known["provenance"] == Provenance.MACHINE
    if provenance is Provenance.MACHINE and not by_machine:
        return False
    if provenance is not Provenance.MACHINE and by_machine:
        return True
    stale = known["source_hash"] != source_hash
    return bool(stale or known["translator"] == translator or known["review_status"] == "rejected")


def _require_same_shape(text: TranslationText, source: Any) -> None:
    wrong = [
        FieldError(f"/{name}", "invalid")
        for name, given in (("steps", text.steps), ("evidence", text.evidence))
        if len(given) != len(source[name])
    ]
    if wrong:
        raise Refusal("validation_error", fields=wrong)
