"""A site whose missions are in the index, for the tests of finding them."""

from contextlib import asynccontextmanager

from commonweal import emit
from commonweal.testing.sites import running_site
from commonweal_missions.missions.events import MissionReviewed
from commonweal_missions.sample.loading import load_sample

LIST = "/api/v1/missions"
HEADER = "Commonweal-Search"


class Finder:
    """Asks a site for missions as a guest, or as whoever it is told."""

    def __init__(self, site):
        self.site = site

    async def index(self, *mission_ids):
        """Bring the index up to date, as workers do; the missions are those a test wrote past the plugin."""
        async with self.site.database.write() as work:
            for mission_id in mission_ids:
                event = MissionReviewed(mission_id=mission_id, review_status="approved")
                await emit(work, event, subject=mission_id)
        await self.site.run_task("vectors.keep")
        await self.site.settle()

    async def ask(self, path=LIST, principal=None, reader="en", **query):
        """Ask the API, and give the answer as it is."""
        asked = {name: value if isinstance(value, list) else str(value) for name, value in query.items()}
        async with self.site.browse(principal, accept_language=reader) as client:
            answer = await client.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        return answer

    async def items(self, words=None, **query):
        """Give what the list holds, for words if there are any."""
        return (await self.ask(**({"q": words} if words else {}), **query)).json()["items"]

    async def titles(self, words=None, **query):
        """Give the titles that the list holds, in its order."""
        return [each["title"] for each in await self.items(words, **query)]

    async def every(self, **query):
        """Give the ids of all that a list holds, page by page."""
        ids, cursor = [], {}
        while True:
            page = (await self.ask(**query, **cursor)).json()
            ids += [each["id"] for each in page["items"]]
            if page["next_cursor"] is None:
                return ids
            cursor = {"cursor": page["next_cursor"]}

    async def indexed(self, mission_id):
        """Give the languages in which the index holds a mission."""
        async with self.site.database.read() as work:
            rows = await work.fetch("SELECT part FROM vectors.entry WHERE document_id = $1", mission_id)
        return sorted(row["part"] for row in rows)

    async def lose_index(self):
        """Take the store's tables away, as a failed disk would."""
        async with self.site.database.direct_connection() as connection:
            schemas = await connection.fetch(
                "SELECT n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                " JOIN pg_attribute AS a ON a.attrelid = c.oid JOIN pg_type AS t ON t.oid = a.atttypid"
                " WHERE t.typname IN ('vector', 'halfvec') AND c.relkind = 'r' GROUP BY 1"
            )
            assert schemas, "there is no table of vectors"
            await connection.execute("SET default_transaction_read_only = off")
            for row in schemas:
                await connection.execute(f'DROP SCHEMA "{row["nspname"]}" CASCADE')


@asynccontextmanager
async def finding(home, settings, **changes):
    """Run a site with missions, without limits to searching, and give what asks it."""
    changes = {"COMMONWEAL_WEB__LIMITS": '{"search": 1000000}', **changes}
    async with running_site(home, settings, ["missions"], changes) as site:
        yield Finder(site)


async def load(database):
    """Load the sample marketplace."""
    async with database.write() as work:
        await load_sample(work, lambda done, of: None)
