"""What content review knows of missions and their translations (DOMAIN §5)."""

from datetime import UTC, datetime
from uuid import UUID

from commonweal import Fragment, UnitOfWork, Visit
from commonweal_review.api import Author, ContentKind, Written

from commonweal_missions.missions.publishing import KIND as MISSION
from commonweal_missions.missions.publishing import decided
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import Rights
from commonweal_missions.translations.writing import KIND as TRANSLATION
from commonweal_missions.translations.writing import translation_decided

_DESK = Rights(admin=True)


async def show_mission(visit: Visit, mission_id: UUID) -> Fragment | None:
    """Show a mission at the desk, with all its words."""
    async with visit.web.database.read() as work:
        mission = await find_mission(work, mission_id, reader_of(visit), datetime.now(UTC), _DESK)
    return None if mission is None else Fragment("missions/desk_mission.html", {"mission": mission})


async def show_translation(visit: Visit, item_id: UUID) -> Fragment | None:
    """Show a translation at the desk, beside its original."""
    async with visit.web.database.read() as work:
        row = await work.fetch_row(
            "SELECT t.mission_id, t.locale, t.provenance, t.title, t.description, t.steps, t.evidence,"
            " o.locale AS source_locale, o.title AS source_title, o.description AS source_description,"
            " o.steps AS source_steps, o.evidence AS source_evidence"
            " FROM missions.mission_translation AS t JOIN missions.mission_translation AS o"
            " ON o.mission_id = t.mission_id AND o.provenance = 'author' WHERE t.item_id = $1",
            item_id,
        )
    return None if row is None else Fragment("missions/desk_translation.html", {"written": dict(row)})


async def find_written(work: UnitOfWork, mission_id: UUID) -> Written | None:
    """Tell of a published mission that review has not seen, such as one of the sample's."""
    row = await work.fetch_row(
        "SELECT m.creator_kind, m.creator_id, m.domain, t.locale, t.title FROM missions.mission AS m"
        " JOIN missions.mission_translation AS t ON t.mission_id = m.id AND t.provenance = 'author'"
        " WHERE m.id = $1 AND m.review_status = 'approved'",
        mission_id,
    )
    if row is None:
        return None
    organisation_id = row["creator_id"] if row["creator_kind"] == "organisation" else None
    author = Author(row["creator_kind"], str(row["creator_id"]), organisation_id)
    return Written(author=author, summary=row["title"], locale=row["locale"], domain=row["domain"])


KINDS = [
    ContentKind(
        name=MISSION,
        label="missions-kind-mission",
        decided=decided,
        show=show_mission,
        address=lambda mission_id: f"/missions/{mission_id}",
        find=find_written,
    ),
    ContentKind(
        name=TRANSLATION,
        label="missions-kind-translation",
        decided=translation_decided,
        show=show_translation,
    ),
]
