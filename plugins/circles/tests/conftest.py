"""What the tests of circles share: the running plugin with what it requires, and circles that are there."""

import pytest
from commonweal import new_id
from commonweal.testing.hosts import with_requirements
from commonweal.testing.people import Principals, people_of
from commonweal_ledger import api as ledger
from limits import open_limits

API = "/api/v1/circles"
DESCRIPTION = "Neighbours who look after the river, and count what lives in it again."


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["circles"]


class World:
    """A running site; circles and members are put straight into the tables."""

    def __init__(self, site, principals):
        self.site, self.database, self.principals = site, site.database, principals

    async def person(self, tokens=0, **given):
        """Make a person with so many whole tokens."""
        person = await self.principals.human(**given)
        async with self.database.write() as work:
            await ledger.open_account(work, person.account_id, "human")
            if tokens:
                await ledger.reward(
                    work,
                    key=f"test:{person.account_id}",
                    type="earn_mission",
                    human_id=person.account_id,
                    amount_minor=tokens * 100,
                    reference=new_id(),
                )
        return person

    async def agent(self, **given):
        """Make a verified agent."""
        return await self.principals.agent(**given)

    async def circle(self, owner=None, **changes):
        """Put a circle with its owner into the tables, and return its id."""
        owner = owner or await self.person()
        row = {
            "id": new_id(),
            "name": "Friends of the river",
            "description": DESCRIPTION,
            "domain": "environmental_protection",
            "visibility": "public",
            "joining": "open" if changes.get("visibility", "public") == "public" else "invitation",
            "locale": "en",
            "review_status": "approved",
            "opener_id": owner.account_id,
            "fee_id": new_id(),
            "fee_minor": 2500,
            "members": 1,
            **changes,
        }
        names = ", ".join(row)
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        await self.change(f"INSERT INTO circles.circle ({names}) VALUES ({places})", *row.values())
        await self.member(row["id"], owner, role="owner", counts=False)
        return row["id"]

    async def member(self, circle_id, principal, *, state="active", role="member", counts=True):
        """Put somebody into a circle, in a state and with a role."""
        await self.change(
            """INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at, invited_at,
                requested_at, left_at, banned_at)
            VALUES ($1, $2, $3, $4, $5, now(), now(), now(), CASE WHEN $4 = 'left' THEN now() END,
                CASE WHEN $4 = 'banned' THEN now() END)""",
            *(circle_id, principal.account_id, principal.kind, state, role),
        )
        if counts and state == "active":
            await self.change("UPDATE circles.circle SET members = members + 1 WHERE id = $1", circle_id)

    async def rows(self, sql, *given):
        async with self.database.read() as work:
            return [tuple(row) for row in await work.fetch(sql, *given)]

    async def value(self, sql, *given):
        async with self.database.read() as work:
            return await work.fetch_value(sql, *given)

    async def change(self, sql, *given):
        async with self.database.write() as work:
            await work.execute(sql, *given)

    async def events(self, name):
        """Return what was told under a name such as ``circles.circle_opened``, oldest first."""
        return await self.rows(
            "SELECT data FROM kernel.event WHERE type = $1 ORDER BY transaction, sequence", name
        )

    async def get(self, principal, path="", status=200, **query):
        async with self.site.browse(principal) as client:
            answer = await client.get(API + path, params=query)
            assert answer.status_code == status, answer.text
            return answer.json() if answer.content else None

    async def send(self, principal, method, path, body=None, status=200, **headers):
        async with self.site.browse(principal, **headers) as client:
            answer = await client.request(method, API + path, json=body)
            assert answer.status_code == status, answer.text
            return answer.json() if answer.content else None


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Wait for likeness as long as a busy machine takes; tests of how long have their own."""
    for seconds in (
        "commonweal_circles.finding.related.SECONDS",
        "commonweal_circles.finding.suggesting.SECONDS",
    ):
        monkeypatch.setattr(seconds, 60)


@pytest.fixture
def world(site, principals):
    return World(site, principals)


@pytest.fixture
async def unhurried_world(host_with, chosen_plugins):
    """Give a world of its own in which requests are not counted."""
    async with host_with(*chosen_plugins, **open_limits()) as site:
        people = people_of(with_requirements(chosen_plugins))
        yield World(site, Principals(site.database, people))
