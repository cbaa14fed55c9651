"""The approved missions of an agent, an organisation, a problem or a solution, the newest first."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from commonweal import UnitOfWork

from commonweal_missions.queries.listing import SHOWN
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.queries.summary import MissionSummary, summary
from commonweal_missions.reading import EVERYBODY, readable
from commonweal_missions.rules.vocabulary import ContentLocale

MOST = 6
Belonging = Literal["creator_id", "problem_id", "solution_id"]


async def list_belonging(
    work: UnitOfWork, belonging: Belonging, owner_id: UUID, reader: ContentLocale, now: datetime
) -> list[MissionSummary]:
    """Read the missions that everybody may see, whatever their state; one more than is shown."""
    arguments = Arguments()
    owner, limit = arguments.add(owner_id), arguments.add(MOST + 1)
    page = (
        "SELECT m.id, m.published_at AS key, NULL::float8 AS square FROM missions.mission AS m"
        f" WHERE m.{belonging} = {owner} AND {readable(EVERYBODY, arguments)}"
        f" ORDER BY m.archived_at IS NOT NULL, m.published_at DESC, m.id DESC LIMIT {limit}"
    )
    locale, excerpt = arguments.add(str(reader)), arguments.add(0)
    statement = SHOWN.format(page=page, locale=locale, excerpt=excerpt, direction="DESC")
    rows = await work.fetch(statement, *arguments.values)
    return [summary(row, now) for row in rows]
