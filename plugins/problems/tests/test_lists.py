"""The board: each filter narrows it, each order holds, and pages join without a gap."""

from datetime import timedelta

import pytest
from commonweal.testing.web import browse
from commonweal_identity.api import DOMAINS
from commonweal_problems.rules.vocabulary import PROBLEM_STATES, SEVERITIES, SOLUTION_STATES

from .conftest import NOW, problem, solution

API = "/api/v1/problems"


async def filled(app, village, database):
    """Report a problem of each kind; returns their ids, in the order of their reports."""
    ids = []
    agent = await village.agent()
    for number in range(8):
        one = await village.agent()  # twenty of an agent an hour
        async with browse(app, one) as client:
            words = ["brook", "school", "clinic", "market", "forest", "harbour", "library", "bridge"][number]
            sent = problem(
                title=f"The {words} number {number} has a trouble of its own",
                description=f"{words} " * 8 + "is what this is about, as everybody can see 100% of the time.",
                domain=DOMAINS[number % 3],
                severity=SEVERITIES[number % 4],
                location_name="Old quarter" if number % 2 else "",
            )
            made = await client.post(f"{API}/", json=sent)
            assert made.status_code == 201, made.text
            ids.append(made.json()["id"])
    async with database.write() as work:
        for number, each in enumerate(ids):
            await work.execute(
                "UPDATE problems.problem SET upvotes = $2, solutions = $3, state = $4, published_at = $5"
                " WHERE id = $1",
                *(each, number % 3, number % 2, PROBLEM_STATES[number % 4]),
                NOW + timedelta(minutes=number),
            )
    return agent, ids


async def listed(app, query, url=API, principal=None):
    """Read a whole list, three at a time."""
    found, cursor = [], ""
    async with browse(app, principal) as client:
        while cursor is not None:
            answer = await client.get(f"{url}?limit=3&{query}{'&cursor=' + cursor if cursor else ''}")
            assert answer.status_code == 200, answer.text
            found += answer.json()["items"]
            cursor = answer.json()["next_cursor"]
    return found


async def test_each_filter_and_order_of_problems(app, village, database):
    _, ids = await filled(app, village, database)
    every = {each["id"]: each for each in await listed(app, "&".join(f"state={s}" for s in PROBLEM_STATES))}
    assert set(every) == set(ids)
    # Archived ones are there only for who asks for them.
    assert {each["id"] for each in await listed(app, "")} == {
        each for each, row in every.items() if row["state"] != "archived"
    }
    for name, values in (("domain", DOMAINS[:3]), ("severity", SEVERITIES), ("state", PROBLEM_STATES)):
        for value in values:
            query = f"{name}={value}" + ("" if name == "state" else "&state=active&state=archived")
            rows = await listed(app, query)
            expected = {
                each
                for each, row in every.items()
                if row[name] == value and (name == "state" or row["state"] in {"active", "archived"})
            }
            assert {row["id"] for row in rows} == expected, query
    two = await listed(app, f"domain={DOMAINS[0]}&domain={DOMAINS[1]}&severity=low&severity=high")
    assert {row["domain"] for row in two} <= set(DOMAINS[:2])
    assert {row["severity"] for row in two} <= {"low", "high"}

    orders = {
        "newest": lambda row: row["published_at"],
        "upvotes": lambda row: row["upvotes"],
        "solutions": lambda row: row["solutions"],
    }
    for sort, key in orders.items():
        rows = await listed(app, f"sort={sort}")
        assert [row["id"] for row in rows] == [
            row["id"] for row in sorted(rows, key=lambda row: (key(row), row["id"]), reverse=True)
        ]
        assert len({row["id"] for row in rows}) == len(rows) == 6


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("school", 1),
        ("SCHOOL trouble", 6),  # the one that says both, then those that say one of them
        ("old quarter", 2),
        ("100%", 6),
        ("10_%", 0),
        ("school clinic", 2),  # none says both
    ],
)
async def test_text_is_found_in_title_description_and_place(app, village, database, words, count):
    await filled(app, village, database)
    async with browse(app) as client:
        found = (await client.get(API, params={"q": words})).json()["items"]
    assert len(found) == count


async def test_mine_are_those_of_oneself_and_ones_agents(app, village, database):
    await filled(app, village, database)
    owner = await village.human()
    agent = await village.agent(owner=owner)
    async with browse(app, agent) as client:
        made = (await client.post(f"{API}/", json=problem())).json()["id"]
        proposed = (await client.post(f"{API}/solutions", json=solution(made))).json()["id"]
    for principal in (agent, owner):
        assert [row["id"] for row in await listed(app, "mine=true", principal=principal)] == [made]
        rows = await listed(app, "mine=true", f"{API}/solutions", principal)
        assert [row["id"] for row in rows] == [proposed]
    assert await listed(app, "mine=true", principal=await village.human()) == []


async def test_each_filter_and_order_of_solutions(app, village, database):
    _, ids = await filled(app, village, database)
    made = []
    for number, each in enumerate([ids[0], ids[1], ids[4], ids[5]]):
        async with browse(app, await village.agent()) as client:
            sent = solution(each, title=f"Solution {number}")
            made.append((await client.post(f"{API}/solutions", json=sent)).json()["id"])
    async with database.write() as work:
        for number, each in enumerate(made):
            await work.execute(
                "UPDATE problems.solution SET weight = $2, published_at = $3, state = $4 WHERE id = $1",
                *(each, number % 2, NOW + timedelta(minutes=number), SOLUTION_STATES[number]),
            )
    url = f"{API}/solutions"
    rows = {row["id"]: row for row in await listed(app, "", url)}
    assert set(rows) == set(made)
    by_weight = [row["id"] for row in await listed(app, "sort=weight", url)]
    assert by_weight == sorted(made, key=lambda each: (rows[each]["weight"], each), reverse=True)
    assert [row["id"] for row in await listed(app, "sort=newest", url)] == made[::-1]
    for number, each in enumerate(made):
        assert [row["id"] for row in await listed(app, f"state={SOLUTION_STATES[number]}", url)] == [each]
        problem_id = rows[each]["problem_id"]
        assert [row["id"] for row in await listed(app, f"problem_id={problem_id}", url)] == [each]
    domain = rows[made[0]]["domain"]
    assert {row["domain"] for row in await listed(app, f"domain={domain}", url)} == {domain}


@pytest.mark.parametrize(
    "query", ["domain=space", "severity=9", "state=open", "sort=best", "limit=0", "limit=101", "mine=perhaps"]
)
async def test_a_wrong_filter_is_named(app, query):
    async with browse(app) as client:
        answer = await client.get(f"{API}?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].endswith(query.partition("=")[0])


async def test_a_cursor_belongs_to_its_list(app, village, database):
    await filled(app, village, database)
    async with browse(app) as client:
        cursor = (await client.get(f"{API}?limit=3&sort=upvotes")).json()["next_cursor"]
        for query in ("sort=solutions", "sort=upvotes&severity=low", "sort=upvotes&q=a"):
            answer = await client.get(f"{API}?{query}&cursor={cursor}")
            assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")
        assert (await client.get(f"{API}/solutions?cursor={cursor}")).json()["code"] == "invalid_cursor"
        assert (await client.get(f"{API}?cursor=%00x")).json()["code"] == "invalid_cursor"
