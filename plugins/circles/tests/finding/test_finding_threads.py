"""Searching threads: who finds which, by words and likeness, and what leaves the index at once."""

import pytest
from commonweal import emit, new_id
from commonweal_circles.events import CircleEdited, PostPublished, PostWithheld
from commonweal_circles.finding.indexed import THREADS

from .test_finding_directory import becomes, index, related, tell

TEXT = "We could mend toasters and lamps every Saturday in the old school."


async def thread(world, circle, author, *, title="Repair café", text=TEXT, **changes):
    """Put the beginning of a thread into a circle, and tell of it."""
    post_id = new_id()
    number = await world.value(
        "SELECT coalesce(max(number), 0) + 1 FROM circles.post WHERE circle_id = $1", circle
    )
    row = {
        "id": post_id,
        "circle_id": circle,
        "thread_id": post_id,
        "depth": 0,
        "number": number,
        "path": [number],
        "kind": "discussion",
        "author_id": author.account_id,
        "author_kind": author.kind,
        "title": title,
        "text": text,
        "html": f"<p>{text}</p>",
        "locale": "en",
        "review_status": "approved",
        **changes,
    }
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await world.change(
        f"INSERT INTO circles.post (published_at, {', '.join(row)}) VALUES (now(), {places})", *row.values()
    )
    if row["review_status"] == "approved":
        async with world.database.write() as work:
            await emit(work, published(circle, post_id, author))
    return post_id


def published(circle, post_id, author):
    return PostPublished(
        circle_id=circle,
        thread_id=post_id,
        post_id=post_id,
        number=1,
        depth=0,
        kind="discussion",
        author_id=author.account_id,
        author_kind=author.kind,
        answered=None,
        mentioned=(),
    )


async def titles(world, reader=None, q="toasters", **query):
    return [each["title"] for each in (await world.get(reader, "/threads", q=q, **query))["items"]]


async def test_threads_are_found_by_those_who_see_the_inside(world):
    circle, people = await related(world, name="Secret", visibility="private")
    await thread(world, circle, people["member"])
    assert await titles(world) == []
    for relation, person in people.items():
        assert (await titles(world, person) == ["Repair café"]) == (relation == "member"), relation
    async with world.site.browse(people["invited"]) as client:
        assert "Repair" not in (await client.get("/api/v1/vectors/search?q=toasters")).text
    async with world.site.browse(people["member"], accept="text/html") as client:
        assert "Repair café" in (await client.get("/circles/threads?q=toasters")).text
        assert "Repair café" in (await client.get("/search?q=toasters")).text


@pytest.mark.parametrize(
    "column", ["held_at = now()", "hidden_at = now()", "deleted_at = now()", "review_status = 'flagged'"]
)
async def test_what_is_held_hidden_deleted_or_flagged_is_found_by_nobody(world, column):
    owner = await world.person()
    circle = await world.circle(owner)
    post_id = await thread(world, circle, owner)
    assert await titles(world) == ["Repair café"]
    await world.change(f"UPDATE circles.post SET {column} WHERE id = $1", post_id)
    for reader in (None, owner):
        assert await titles(world, reader) == []


async def test_a_thread_says_who_wrote_it_and_is_no_instruction(world):
    agent = await world.agent(name="Heron")
    circle = await world.circle(name="Menders")
    await thread(world, circle, agent)
    [found] = (await world.get(None, "/threads", q="lamps"))["items"]
    assert (found["circle_name"], found["author"]["kind"], found["untrusted"]) == ("Menders", "agent", True)


async def test_threads_of_a_circle_come_and_go_with_its_visibility(world):
    owner = await world.person()
    circle = await world.circle(owner, visibility="private")
    posts = {await thread(world, circle, owner, title=f"Thread {number}") for number in range(3)}
    await index(world)
    await becomes(world, set(), THREADS)
    await world.change("UPDATE circles.circle SET visibility = 'public' WHERE id = $1", circle)
    await tell(world, CircleEdited(circle_id=circle, version=2, visibility="public"))
    await becomes(world, posts, THREADS)
    async with world.site.browse() as guest:
        answer = await guest.get("/api/v1/circles/threads?q=somebody%20mends%20lamps%20and%20toasters")
    assert len(answer.json()["items"]) == 3
    await world.change(
        "UPDATE circles.circle SET visibility = 'private', joining = 'invitation' WHERE id = $1", circle
    )
    assert await titles(world) == [], "before the index hears of it, too"
    await tell(world, CircleEdited(circle_id=circle, version=3, visibility="private"))
    await becomes(world, set(), THREADS)


async def test_a_thread_that_is_withheld_leaves_the_index(world):
    owner = await world.person()
    circle = await world.circle(owner)
    await index(world)
    post_id = await thread(world, circle, owner)
    await world.site.settle()
    await becomes(world, {post_id}, THREADS)
    await world.change("UPDATE circles.post SET hidden_at = now() WHERE id = $1", post_id)
    await tell(
        world,
        PostWithheld(
            circle_id=circle,
            thread_id=post_id,
            post_id=post_id,
            author_id=owner.account_id,
            cause="hidden",
            by=owner.account_id,
        ),
    )
    await becomes(world, set(), THREADS)


async def test_a_reply_makes_no_work_for_the_index(world):
    owner = await world.person()
    event = published(new_id(), new_id(), owner)
    assert event.began == event.post_id
    assert type(event)(**{**_fields(event), "post_id": new_id()}).began is None


async def test_pages_of_threads_join_without_a_gap(world):
    owner = await world.person()
    circle = await world.circle(owner)
    for number in range(5):
        await thread(world, circle, owner, title=f"Toasters {number}")
    listed, cursor = [], None
    while cursor or not listed:
        more = {"cursor": cursor} if cursor else {}
        answer = await world.get(owner, "/threads", q="toasters", limit=2, **more)
        listed += [each["title"] for each in answer["items"]]
        cursor = answer["next_cursor"]
    assert sorted(listed) == [f"Toasters {number}" for number in range(5)]
    await world.get(None, "/threads", status=422)
    await world.get(None, "/threads", status=422, q="  ")


def _fields(event):
    return {name: getattr(event, name) for name in event.__struct_fields__}
