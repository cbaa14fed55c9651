"""What is said of pages a text links to: as whoever looks may see it, and without fetching any address."""

import asyncio
from types import SimpleNamespace
from uuid import UUID

import pytest
from commonweal import Principal, new_id
from commonweal.testing.queries import counted_statements
from commonweal_circles.words.addresses import Linked
from commonweal_circles.words.previews import MOST, previews
from commonweal_circles.words.understanding import understand

GUEST = Principal(kind="guest", id="somewhere")


@pytest.fixture
def look(world):
    async def looking(reader, *linked, locale="en"):
        visit = SimpleNamespace(
            web=SimpleNamespace(database=world.database), principal=reader or GUEST, locale=locale
        )
        return await previews(visit, linked)

    return looking


async def listen():
    """Listen on loopback, and return the port and a list of whoever came."""
    came = []

    async def note(reader, writer):
        came.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(note, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1], came


async def test_no_address_in_a_text_is_ever_asked_for(world, look):
    owner = await world.person()
    circle_id = await world.circle(owner)
    server, port, came = await listen()
    async with server:
        hosts = ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "user@127.0.0.1"]
        text = "\n\n".join(
            f"http://{host}:{port}/a ![](http://{host}:{port}/b.png) [c](http://{host}:{port}/missions/{new_id()})"
            for host in hosts
        )
        async with world.site.browse(owner) as client:
            answer = await client.post(
                f"/api/v1/circles/{circle_id}/threads", json={"title": "Addresses", "text": text}
            )
            assert answer.status_code == 201, answer.text
            thread = answer.json()
            for path in (f"/circles/{circle_id}/threads/{thread['id']}", f"/circles/{circle_id}"):
                page = await client.get(path)
                assert page.status_code == 200
                assert '<img src="http' not in page.text
        await world.site.settle()
        await asyncio.sleep(0.2)
        assert came == []
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"knock")
        await writer.drain()
        writer.close()
        async with asyncio.timeout(20):
            while not came:
                await asyncio.sleep(0.01)
        assert came == [b"knock"], "nobody listened, so this proves nothing"


async def test_a_circle_is_shown_to_those_who_see_its_face(world, look):
    owner, invited, stranger = [await world.person() for _ in range(3)]
    public, private = (
        await world.circle(owner, name="In the open"),
        await world.circle(owner, visibility="private"),
    )
    await world.member(private, invited, state="invited")
    linked = [Linked("circle", public), Linked("circle", private), Linked("circle", new_id())]

    for reader, seen in ((owner, 2), (invited, 2), (stranger, 1), (None, 1)):
        assert len(await look(reader, *linked)) == seen
    found = (await look(stranger, *linked))[Linked("circle", public)]
    assert (found.title, found.url, found.state) == ("In the open", f"/circles/{public}", "active")


TAPS = "Families queue before dawn because half of the public taps run dry each morning."
BATS = "Two of the three caves where the long-nosed bats raise their young were walled up last winter."


async def problem(world, **changes):
    row = {"review_status": "approved", "title": "Taps run dry each morning", "description": TAPS, **changes}
    maker = await world.agent()
    body = {
        "title": row["title"],
        "description": row["description"],
        "domain": "clean_water_sanitation",
        "severity": "high",
        "scope": "neighborhood",
    }
    async with world.site.browse(maker) as client:
        answer = await client.post("/api/v1/problems", json=body)
    assert answer.status_code == 201, answer.text
    problem_id = UUID(answer.json()["id"])
    await world.change(
        "UPDATE problems.problem SET review_status = $2, published_at = now() WHERE id = $1",
        *(problem_id, row["review_status"]),
    )
    return problem_id


async def test_a_problem_is_shown_once_everybody_may_read_it(world, look):
    seen, hidden = (
        await problem(world),
        await problem(world, review_status="flagged", title="Caves of the bats are closed", description=BATS),
    )
    linked = [
        Linked("problem", seen),
        Linked("problem", hidden),
        Linked("solution", seen),
        Linked("mission", seen),
    ]

    found = await look(await world.person(), *linked)

    assert list(found) == [Linked("problem", seen)]
    assert found[linked[0]].title == "Taps run dry each morning"
    assert found[linked[0]].url == f"/problems/{seen}"


async def test_many_links_cost_as_many_statements_as_few_and_only_so_many_are_looked_up(world, look):
    owner = await world.person()
    circles = [await world.circle(owner) for _ in range(4)]
    costs = []
    for some in (circles[:1], circles + [new_id() for _ in range(200)]):
        with counted_statements() as seen:
            await look(owner, *[Linked("circle", each) for each in some])
        costs.append(len(seen))
    assert costs[0] == costs[1]
    many = [Linked("circle", new_id()) for _ in range(MOST)] + [Linked("circle", circles[0])]
    assert await look(owner, *many) == {}


async def test_a_page_of_ours_is_known_by_where_readers_reach_the_site(world):
    circle_id, author, page = await world.circle(), new_id(), new_id()
    async with world.database.read() as work:
        read = await understand(
            work,
            circle_id,
            f"https://our.example/missions/{page} and https://other.example/missions/{page}",
            author_id=author,
            public_url="https://our.example/",
        )

    assert (read.linked, read.links) == ((Linked("mission", page),), 1)
    assert f'<a href="/missions/{page}"' in read.html
