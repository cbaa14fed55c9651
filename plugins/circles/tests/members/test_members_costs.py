"""What lists of members cost: as many statements for many members as for few."""

import pytest
from commonweal.testing.queries import counted_statements

MANY = """
INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at, requested_at, invited_at,
    invited_by)
SELECT $1, id, kind, $2, 'member', now(), now(), now(), $3 FROM identity.account
WHERE kind IN ('human', 'agent')
ON CONFLICT DO NOTHING
"""


async def statements(world, reader, path, **headers):
    async with world.site.browse(reader, **headers) as client:
        await client.get(path)  # what is done for the first time does not count
        with counted_statements() as seen:
            answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return len(seen)


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/api/v1/circles/{}/members?limit=100", "application/json"),
        ("/api/v1/circles/{}/members?limit=100&state=requested", "application/json"),
        ("/api/v1/circles/{}/members?limit=100&q=Person", "application/json"),
        ("/api/v1/circles/{}/invitations", "application/json"),
        ("/circles/{}/members", "text/html"),
        ("/circles/{}/invite", "text/html"),
    ],
)
async def test_a_list_of_many_costs_as_many_statements_as_one_of_few(world, path, accept):
    owner, agents = await world.person(), [await world.agent() for _ in range(3)]
    circle_id = await world.circle(owner)
    for state in ("active", "requested", "invited"):
        one = await world.person()
        await world.member(circle_id, one, state=state)
        await world.change(
            "UPDATE circles.member SET invited_by = $2 WHERE account_id = $1",
            one.account_id,
            owner.account_id,
        )
    await world.member(circle_id, agents[0], state="active")
    few = await statements(world, owner, path.format(circle_id), accept=accept)
    for _ in range(8):
        await world.person()
    for state in ("active", "requested", "invited"):
        await world.change(MANY, circle_id, state, owner.account_id)
        for _ in range(4):
            await world.person()
    assert await statements(world, owner, path.format(circle_id), accept=accept) == few


@pytest.mark.parametrize("path", ["/api/v1/circles/mine?state={}", "/circles/mine"])
async def test_ones_own_circles_cost_as_many_statements_when_they_are_many(world, path):
    person = await world.person()
    for state in ("active", "invited", "requested"):
        await world.member(await world.circle(), person, state=state)
    accept = "text/html" if path == "/circles/mine" else "application/json"
    paths = [path.format(state) for state in ("active", "invited", "requested")]
    few = [await statements(world, person, each, accept=accept) for each in paths]
    for state in ("active", "invited", "requested"):
        for _ in range(4):
            await world.member(await world.circle(), person, state=state)
    assert [await statements(world, person, each, accept=accept) for each in paths] == few
