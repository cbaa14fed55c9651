"""The pages of those who judge: peers at their desk, admins with their queue, partners for their missions."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from commonweal import Principal, Refusal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.appeals.deciding import take

from .world import REASONING, SETTINGS, World, asked, broken, checked, give, open_as, state_of

WHY = "The picture shows the well, and the place is right."


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings, COMMONWEAL_WEB__HUMAN_PER_MINUTE="100000") as app:
        yield app


@pytest.fixture
def world(database, market):
    return World(database, market)


def somebody(human_id=None, *roles):
    return Principal(
        kind="human",
        id=str(human_id or new_id()),
        rate_class="human",
        roles=frozenset({"human", *roles}),
        by_cookie=True,
        name="Ana",
    )


def entries(page, **more):
    return {"form_token": re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)[1], **more}


async def with_peers(world, **mission):
    """Hand in evidence that peers are asked about; return it, and the reviews by peer."""
    await world.peers(3)
    human, _, evidence = await world.submitted(at=datetime.now(UTC), **mission)
    await checked(world, evidence, 0.6, at=datetime.now(UTC))
    return human, evidence, {peer: review for review, peer in await asked(world, evidence)}


@pytest.mark.parametrize("tag", ["en", "es", "zh-Hans"])
async def test_a_peer_opens_looks_and_judges_once(app, world, database, tag):
    human, _, reviews = await with_peers(world)
    peer, review = next(iter(reviews.items()))
    async with browse(app, somebody(peer)) as client, browse(app, somebody()) as other:
        desk = await client.get(f"/reviews?lang={tag}")
        before = await client.get(f"/reviews/{review}?lang={tag}")
        foreign = await other.get(f"/reviews/{review}")
        opened = await client.post(f"/reviews/{review}/opening", data=entries(before))
        page = await client.get(f"/reviews/{review}?lang={tag}")
        given = entries(page, verdict="approve", confidence="0.8", reasoning=WHY, once="one")
        early = await client.post(f"/reviews/{review}/verdict?lang={tag}", data={**given, "once": "zero"})
        async with database.write() as work:
            await work.execute(
                "UPDATE missions.peer_review SET opened_at = $2 WHERE id = $1",
                *(review, datetime.now(UTC) - timedelta(minutes=1)),
            )
        short = await client.post(
            f"/reviews/{review}/verdict", data={**given, "reasoning": "ok", "once": "s"}
        )
        sent = [await client.post(f"/reviews/{review}/verdict", data=given) for _ in range(2)]
        after = await client.get(f"/reviews/{review}?lang={tag}")
        done = await client.get("/reviews")

    assert f"/reviews/{review}" in desk.text
    assert "/opening" in before.text
    assert "I went there" not in before.text, "nothing is shown before it is opened"
    assert foreign.status_code == 404
    assert opened.status_code == 303
    assert "I went there" in page.text
    assert str(human) not in page.text, "whose it is stays unknown"
    assert (early.status_code, early.text.count("⟦")) == (422, 0)
    assert WHY in early.text, "what was written is not lost"
    assert (short.status_code, 'id="error-reasoning"' in short.text) == (422, True)
    assert [answer.status_code for answer in sent] == [303, 303]
    assert WHY in after.text
    assert "/verdict" not in after.text
    assert f"/reviews/{review}" in done.text
    for shown in (desk, before, page, after):
        assert "⟦" not in shown.text
    rows = await world.rows("SELECT count(*) FROM missions.peer_review WHERE state = 'given'")
    assert rows == [(1,)]
    assert await broken(database) == {}


async def test_an_admin_decides_what_waits_and_nobody_else_may_look(app, world, database):
    human, _, evidence = await world.submitted(at=datetime.now(UTC))
    await checked(world, evidence, 0.6, at=datetime.now(UTC))  # there is nobody to ask
    assert await state_of(world, evidence) == "admin_review"
    admin = await world.person()
    async with browse(app, somebody(admin, "admin")) as desk, browse(app, somebody(human)) as claimer:
        assert (await claimer.get("/admin/evidence")).status_code == 403
        for tag in ("en", "es", "zh-Hans"):
            queue = await desk.get(f"/admin/evidence?lang={tag}")
            page = await desk.get(f"/admin/evidence/{evidence}?lang={tag}")
            assert f"/admin/evidence/{evidence}" in queue.text
            assert "I went there" in page.text
            assert "⟦" not in queue.text + page.text
        address = f"/admin/evidence/{evidence}/decision"
        wrong = await desk.post(address, data=entries(page, notes="no", once="w"))
        given = entries(page, verdict="verified", notes="I compared it with the map.", once="one")
        sent = [await desk.post(address, data=given) for _ in range(2)]
        late = await desk.post(address, data={**given, "verdict": "rejected", "once": "two"})
        empty = await desk.get("/admin/evidence")
    assert wrong.status_code == 422
    assert {'id="error-verdict"' in wrong.text, 'id="error-notes"' in wrong.text} == {True}
    assert [answer.status_code for answer in sent] == [303, 303]
    assert late.status_code == 422
    assert f"/admin/evidence/{evidence}" not in empty.text
    assert await state_of(world, evidence) == "verified"
    assert await broken(database) == {}


async def test_an_admin_reads_what_peers_said_before_deciding_on_an_appeal(app, world, database):
    human, evidence, reviews = await with_peers(world)
    at = datetime.now(UTC)
    for peer, review in reviews.items():
        await open_as(world, review, peer, at)
        await give(world, review, peer, "reject", at=at + timedelta(seconds=31))
    assert await state_of(world, evidence) == "rejected"
    draft = AppealDraft("I was there at the hour that was asked for.")
    async with database.write() as work:
        await appeal(work, evidence, human, draft, SETTINGS, datetime.now(UTC))
    admin, second = await world.person(), await world.person()
    address = f"/admin/evidence/{evidence}"
    async with (
        browse(app, somebody(admin, "admin")) as desk,
        browse(app, somebody(second, "admin")) as other,
        browse(app, somebody(human)) as claimer,
    ):
        page = await desk.get(address)
        assert (await desk.post(f"{address}/take", data=entries(page, once="t"))).status_code == 303
        held = await other.get(address)
        late = await other.post(f"{address}/take", data=entries(held, once="u"))
        taken = await desk.get(address)
        given = entries(taken, verdict="verified", notes="The appeal is right: I compared it.", once="one")
        assert (await desk.post(f"{address}/decision", data=given)).status_code == 303
        shown = await claimer.get(f"/claims/{(await world.row(evidence))['claim_id']}")
    assert (late.status_code, "Another admin holds it" in late.text) == (422, True)
    assert taken.text.count(REASONING) == 3
    assert draft.reason in taken.text
    assert "The admin found you right" in shown.text
    assert await broken(database) == {}


async def test_an_admin_with_a_part_in_it_is_told_so(app, world):
    human, _, evidence = await world.submitted(at=datetime.now(UTC))
    await checked(world, evidence, 0.6, at=datetime.now(UTC))
    async with browse(app, somebody(human, "admin")) as desk:
        page = await desk.get(f"/admin/evidence/{evidence}")
    assert "You had a part in this" in page.text
    assert "/decision" not in page.text


async def test_admins_see_on_their_first_page_what_waits_and_for_too_long(app, world, database):
    admin = await world.person(is_admin=True)
    async with browse(app, somebody(admin, "admin")) as desk:
        for tag in ("en", "es", "zh-Hans"):
            assert "⟦" not in (await desk.get(f"/admin?lang={tag}")).text
        _, _, evidence = await world.submitted(at=datetime.now(UTC))
        await checked(world, evidence, 0.6, at=datetime.now(UTC))  # there is nobody to ask
        waiting = (await desk.get("/admin?lang=en")).text
        async with database.write() as work:
            await work.execute("UPDATE missions.evidence SET due_at = now() - interval '1 minute'")
        late = {tag: (await desk.get(f"/admin?lang={tag}")).text for tag in ("en", "es", "zh-Hans")}
    assert "One piece of evidence waits for a decision." in waiting
    assert "more than a day" not in waiting
    assert "One has waited for more than a day." in late["en"]
    assert "Una lleva más de un día esperando." in late["es"]
    assert "1 份已等待超过一天" in late["zh-Hans"]


async def test_no_admin_takes_what_is_with_peers(world):
    _, evidence, reviews = await with_peers(world)
    admin = somebody(await world.person(), "admin")
    with pytest.raises(Refusal, match="invalid_transition"):
        async with world.database.write() as work:
            await take(work, admin, evidence, datetime.now(UTC))
    assert await state_of(world, evidence) == "peer_review"
    peer, review = next(iter(reviews.items()))
    await open_as(world, review, peer)


async def test_a_partner_decides_on_the_page_of_its_organisation(app, world, database):
    owner, organisation = await world.person(), new_id()
    async with database.write() as work:
        await work.execute(
            "INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation
        )
        await work.execute(
            "INSERT INTO identity.organisation (id, slug, name) VALUES ($1, 'heron', 'Heron')", organisation
        )
        await work.execute(
            "INSERT INTO identity.membership (id, organisation_id, human_id, role, state, joined_at)"
            " VALUES ($1, $2, $3, 'owner', 'active', now())",
            *(new_id(), organisation, owner),
        )
    _, evidence, _ = await with_peers(world, creator_kind="organisation", creator_id=organisation)
    address = "/organisations/heron/evidence"
    async with browse(app, somebody(owner)) as partner, browse(app, somebody()) as stranger:
        for tag in ("en", "es", "zh-Hans"):
            page = await partner.get(f"{address}?lang={tag}")
            assert "I went there" in page.text
            assert "⟦" not in page.text
        assert (await stranger.get(address)).status_code == 404
        assert (await partner.get("/organisations/nobody/evidence")).status_code == 404
        wrong = await partner.post(f"{address}/{evidence}", data=entries(page, notes="x", once="w"))
        given = entries(page, verdict="rejected", notes="It shows another street.", once="one")
        sent = await partner.post(f"{address}/{evidence}", data=given)
        late = await partner.post(f"{address}/{evidence}", data={**given, "once": "two"})
    assert (wrong.status_code, 'id="error-notes"' in wrong.text) == (422, True)
    assert (sent.status_code, late.status_code) == (303, 422)
    assert await state_of(world, evidence) == "rejected"
    assert await broken(database) == {}
