"""What admins see of circles at the desk of review, and what readers may report."""

from uuid import UUID

from commonweal import Fragment, UnitOfWork, Visit
from commonweal_review.api import Author, Written

from commonweal_circles.opening.reading import find_circle

_PUBLISHED = """
SELECT CASE WHEN visibility = 'public' THEN name ELSE '…' END AS name, locale, domain, opener_id,
    organisation_id
FROM circles.circle WHERE id = $1 AND review_status = 'approved'
"""


async def show_circle(visit: Visit, circle_id: UUID) -> Fragment | None:
    """Show the words of a circle at the desk, and nothing of what is inside."""
    async with visit.web.database.read() as work:
        found = await find_circle(work, circle_id)
    return None if found is None else Fragment("circles/desk_circle.html", {"circle": found})


async def find_published(work: UnitOfWork, circle_id: UUID) -> Written | None:
    """Tell of a circle that review has not seen, such as one of the sample's; of a private one no name."""
    row = await work.fetch_row(_PUBLISHED, circle_id)
    if row is None:
        return None
    author = Author("human", str(row["opener_id"]), row["organisation_id"])
    return Written(author=author, summary=row["name"], locale=row["locale"], domain=row["domain"])
