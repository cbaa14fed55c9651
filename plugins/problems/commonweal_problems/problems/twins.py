"""Which approved problems say the same as a text, or nearly so (DOMAIN §6.1).

The index of vectors knows best, in any language; but it is brought up to date after the commit, so what was
approved a second ago is not in it. For exactly that window there are the bands of a MinHash, which stand in
the rows themselves: texts that are much alike share some, and whoever reports one of them waits for the
other to be seen. What the bands find is compared by ``likeness``, and the best of both counts. What is in the
index counts as the index has it, unless it was ever written anew: then the index may hold the older text.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Equal, FieldError, Not, Refusal, UnitOfWork, Visit
from commonweal_vectors import api as vectors

from commonweal_problems.indexed import PROBLEMS
from commonweal_problems.rules.drafting import Description, Title
from commonweal_problems.rules.likeness import bands, compared, likeness
from commonweal_problems.services import settings_of
from commonweal_problems.settings import ProblemsSettings

_MOST_CANDIDATES, _MOST_SCORED, _MOST_NEAR = 200, 30, 5
_CANDIDATES = """
SELECT id, title, description, version FROM problems.problem
WHERE review_status = 'approved' AND state <> 'archived' AND id IS DISTINCT FROM $2
    AND (likeness && $1 OR id = ANY($3::uuid[]))
ORDER BY id = ANY($3::uuid[]) DESC, id DESC LIMIT $4
"""


class Near(msgspec.Struct, frozen=True):
    """An approved problem that is much like another; ``likeness`` is from 0 to 1."""

    id: UUID
    title: str
    likeness: float


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What would be reported, as far as it is compared."""

    title: Title
    description: Description


class Comparison(msgspec.Struct, frozen=True):
    """What would become of a report: ``block`` as a twin, ``suggest`` the near ones, or ``none`` of both.

    With ``by_words`` the index of vectors did not answer, and problems were compared by their words alone.
    """

    verdict: Literal["block", "suggest", "none"]
    near: list[Near]
    by_words: bool


class Scores(msgspec.Struct, frozen=True):
    """How much the problems of the index are like a text, the most alike ones; or that it did not answer."""

    known: Mapping[UUID, float]
    by_words: bool


async def ask_index(visit: Visit, text: str) -> Scores:
    """Ask the index what is like a text; call it outside of a unit of work, before ``find_near``."""
    where = Not(Equal("state", "archived"))
    alike = await vectors.find_alike(visit, PROBLEMS, text=text, limit=_MOST_SCORED, where=where)
    return Scores({each.id: each.score for each in alike.found}, alike.by_words)


async def find_near(
    work: UnitOfWork,
    text: str,
    scores: Scores,
    *,
    least: float,
    but: UUID | None = None,
    most: int = _MOST_NEAR,
) -> list[Near]:
    """Return the approved problems that are at least so much like a text, the most alike first."""
    rows = await work.fetch(_CANDIDATES, bands(text), but, list(scores.known), _MOST_CANDIDATES)
    found = [Near(row["id"], row["title"], _score(row, text, scores)) for row in rows]
    alike = sorted(found, key=lambda near: (-near.likeness, near.id))
    return [near for near in alike if near.likeness >= least][:most]


async def compare(visit: Visit, report: Report) -> Comparison:
    """Say what would become of a report, and write nothing."""
    text, settings = compared(report.title, report.description), settings_of(visit)
    scores = await ask_index(visit, text)
    async with visit.web.database.read() as work:
        near = await find_near(work, text, scores, least=settings.near_from)
    if not near:
        return Comparison("none", near, scores.by_words)
    verdict: Literal["block", "suggest"] = "block" if is_twin(near, settings) else "suggest"
    return Comparison(verdict, near, scores.by_words)


def is_twin(near: Sequence[Near], settings: ProblemsSettings) -> bool:
    """Say whether the nearest is the same problem."""
    return bool(near) and near[0].likeness >= settings.duplicate_from


def refuse_twin(near: Sequence[Near], settings: ProblemsSettings) -> None:
    """Raise ``Refusal("duplicate_content")``, which names the twin and where it is, if there is one."""
    if is_twin(near, settings):
        twin = near[0]
        named: dict[str, object] = {"id": str(twin.id), "title": twin.title, "url": f"/problems/{twin.id}"}
        raise Refusal(
            "duplicate_content", fields=[FieldError("/title", "duplicate", named, "problems-field-duplicate")]
        )


def _score(row: Any, text: str, scores: Scores) -> float:
    indexed = scores.known.get(row["id"])
    if indexed is not None and row["version"] == 1:
        return round(indexed, 3)
    return round(max(likeness(text, compared(row["title"], row["description"])), indexed or 0.0), 3)
