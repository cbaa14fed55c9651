"""Admins take and decide: one at a time, in time, never about what is their own (DOMAIN §5.3)."""

import asyncio

import pytest
from commonweal import Database, TaskContext, new_id
from commonweal_review.tasks import look_for_overdue

from .conftest import API, REASON, admin, human

GOOD = {"status": "approved", "notes": REASON}
BAD = {"status": "rejected", "notes": REASON}


async def take(client, review_id):
    return await client.post(f"{API}/items/{review_id}/take")


async def decide(client, review_id, body=GOOD):
    return await client.post(f"{API}/items/{review_id}/decision", json=body)


async def test_a_decision_is_carried_out_logged_audited_and_told(desk):
    review_id, me = await desk.flagged(), admin()
    async with desk.as_(me) as client:
        assert (await take(client, review_id)).json()["taken_by"] == me.id
        answer = await decide(client, review_id)
        assert (answer.status_code, answer.json()["status"]) == (201, "approved")
        detail = (await client.get(f"{API}/items/{review_id}")).json()
    assert [entry["status"] for entry in detail["history"]] == ["approved", "flagged"]
    assert detail["item"]["due_at"] is None
    assert await desk.value("SELECT review_status FROM notes.note") == "approved"
    [audited] = await desk.rows(
        "SELECT actor_id, action, reason FROM identity.audit WHERE actor_id = $1", me.id
    )
    assert audited == {"actor_id": me.id, "action": "review.approve", "reason": REASON}
    events = await desk.rows("SELECT type FROM kernel.event WHERE type LIKE 'review.%' ORDER BY sequence")
    assert [event["type"] for event in events] == ["review.flagged", "review.decided"]


async def test_of_two_admins_who_take_an_item_at_once_one_holds_it(desk):
    review_id = await desk.flagged()
    async with desk.as_(admin()) as one, desk.as_(admin()) as other:
        answers = await asyncio.gather(
            *(take(client, review_id) for client in (one, other) for _ in range(4))
        )
    by_winner = {answer.json()["taken_by"] for answer in answers if answer.status_code == 200}
    assert len(by_winner) == 1
    assert sorted(answer.status_code for answer in answers) == [200] * 4 + [409] * 4


async def test_admins_who_ask_for_the_next_at_once_get_different_ones(desk):
    for _ in range(4):
        await desk.flagged()
    people = [admin() for _ in range(6)]

    async def ask(me):
        async with desk.as_(me) as client:
            return await client.post(f"{API}/queue/next")

    answers = await asyncio.gather(*map(ask, people))
    given = [answer.json()["id"] for answer in answers if answer.status_code == 200]
    assert len(given) == len(set(given)) == 4
    assert [answer.status_code for answer in answers].count(404) == 2


async def test_two_decisions_at_once_count_once(desk):
    review_id, me = await desk.flagged(), admin()
    async with desk.as_(me) as client:
        await take(client, review_id)
        answers = await asyncio.gather(*(decide(client, review_id, body) for body in (GOOD, BAD, GOOD, BAD)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes == {"invalid_transition"}
    assert await desk.value("SELECT count(*) FROM notes.told") == 1
    assert await desk.value("SELECT count(*) FROM review.decision WHERE source = 'admin'") == 1


async def test_a_decision_after_the_hold_has_ended_is_refused_and_another_may_take_it(desk):
    review_id = await desk.flagged()
    async with desk.as_(admin()) as late, desk.as_(admin()) as other:
        await take(late, review_id)
        await desk.change("UPDATE review.item SET taken_until = now() - interval '1 second'")
        assert (await decide(late, review_id)).json()["code"] == "conflict"
        assert (await take(other, review_id)).status_code == 200
        assert (await decide(late, review_id)).json()["code"] == "conflict"
        assert (await decide(other, review_id)).status_code == 201


async def test_an_item_that_was_not_taken_or_was_given_back_cannot_be_decided(desk):
    review_id = await desk.flagged()
    async with desk.as_(admin()) as client:
        assert (await decide(client, review_id)).json()["code"] == "conflict"
        await take(client, review_id)
        assert (await client.post(f"{API}/items/{review_id}/release")).status_code == 204
        assert (await client.post(f"{API}/items/{review_id}/release")).json()["code"] == "conflict"
        assert (await decide(client, review_id)).json()["code"] == "conflict"


async def test_an_edit_takes_the_item_away_from_whoever_reads_the_old_text(desk):
    author = human()
    review_id = await desk.flagged(author=author)
    note = await desk.value("SELECT item_id FROM review.item")
    async with desk.as_(admin()) as client, desk.as_(author) as writer:
        await take(client, review_id)
        await writer.put(f"/api/v1/notes/{note}", json={"text": "Another half-hearted note"})
        assert (await decide(client, review_id)).json()["code"] == "conflict"


async def test_nobody_decides_about_their_own_their_agents_or_their_organisations(desk):
    person = await desk.person()
    organisation = new_id()
    await desk.change("INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation)
    await desk.change(
        "INSERT INTO identity.organisation (id, slug, name) VALUES ($1, $2, 'Wells')",
        organisation,
        f"wells-{organisation.hex[:6]}",
    )
    await desk.change(
        "INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)"
        " VALUES ($1, $2, 'viewer', 'active', now())",
        organisation,
        person,
    )
    own = [
        await desk.flagged(author=human(person)),
        await desk.flagged(author=await desk.agent(owner=person)),
        await desk.flagged(organisation_id=str(organisation)),
    ]
    async with desk.as_(admin(person)) as client:
        for review_id in own:
            assert (await take(client, review_id)).json()["code"] == "forbidden"
            outcomes = await client.post(f"{API}/decisions", json={"ids": [str(review_id)], **GOOD})
            assert outcomes.json()[0]["code"] == "forbidden"
        assert (await client.post(f"{API}/queue/next")).status_code == 404
    async with desk.as_(admin()) as client:
        assert (await take(client, own[0])).status_code == 200


async def test_what_the_plugin_refuses_is_not_decided(desk):
    review_id = await desk.flagged("A stubborn, half-hearted note")
    async with desk.as_(admin()) as client:
        await take(client, review_id)
        assert (await decide(client, review_id)).json()["code"] == "insufficient_tokens"
        assert (await decide(client, review_id, BAD)).status_code == 201
    assert await desk.value("SELECT array_agg(status) FROM notes.told") == ["rejected"]


async def test_a_batch_decides_each_by_itself(desk):
    first, second, third = [await desk.flagged() for _ in range(3)]
    stubborn = await desk.flagged("A stubborn, half-hearted note")
    async with desk.as_(admin()) as other, desk.as_(admin()) as client:
        await take(other, third)
        ids = [str(each) for each in (first, second, third, stubborn, new_id(), first)]
        answer = await client.post(f"{API}/decisions", json={"ids": ids, **GOOD})
    outcomes = [(each["status"], each["code"]) for each in answer.json()]
    assert outcomes == [
        ("approved", None),
        ("approved", None),
        (None, "conflict"),
        (None, "insufficient_tokens"),
        (None, "not_found"),
    ]


async def test_the_queue_is_ordered_by_priority_and_due_time_and_filtered(desk):
    new = await desk.flagged("half-hearted", await desk.agent(items=0))
    by_score = await desk.flagged(locale="es")
    brief = await desk.flagged(organisation_id=str(new_id()))
    later = await desk.flagged()
    async with desk.as_(admin()) as client:
        listed = (await client.get(f"{API}/queue?limit=3")).json()
        rest = (await client.get(f"{API}/queue?limit=3&cursor={listed['next_cursor']}")).json()
        found = [item["id"] for item in listed["items"] + rest["items"]]
        assert found == [str(each) for each in (brief, by_score, later, new)]
        spanish = (await client.get(f"{API}/queue?language=es")).json()["items"]
        assert [item["id"] for item in spanish] == [str(by_score)]
        assert len((await client.get(f"{API}/queue?priority=2&kind=notes.note")).json()["items"]) == 2
        wrong = await client.get(f"{API}/queue?priority=2&cursor={listed['next_cursor']}")
        assert wrong.json()["code"] == "invalid_cursor"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "queue"),
        ("POST", "queue/next"),
        ("GET", "items/{id}"),
        ("POST", "items/{id}/take"),
        ("POST", "items/{id}/release"),
        ("POST", "items/{id}/decision"),
        ("POST", "decisions"),
        ("GET", "figures"),
    ],
)
async def test_only_admins_with_their_second_factor_come_to_the_desk(desk, method, path):
    path = f"{API}/{path.format(id=new_id())}"
    expected = [
        (None, "unauthorized"),
        (human(), "forbidden"),
        (human(None, "admin_pending"), "second_factor_required"),
        (await desk.agent(), "forbidden"),
        (admin(scopes=frozenset()), "forbidden"),
    ]
    for principal, code in expected:
        async with desk.as_(principal) as client:
            answer = await client.request(method, path, json={} if method == "POST" else None)
            assert answer.json()["code"] == code, (principal, answer.text)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"status": "approved", "notes": "too short"}, "/notes"),
        ({"status": "approved", "notes": " " * 20}, "/notes"),
        ({"status": "approved", "notes": "x" * 2001}, "/notes"),
        ({"status": "flagged", "notes": REASON}, "/status"),
        ({"status": "approved"}, "/notes"),
        ({"status": "approved", "notes": REASON, "more": 1}, "/more"),
    ],
)
async def test_bad_decisions_are_refused_with_the_field(desk, body, pointer):
    review_id = await desk.flagged()
    async with desk.as_(admin()) as client:
        await take(client, review_id)
        answer = await decide(client, review_id, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_error")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await desk.value("SELECT status FROM review.item") == "flagged"


async def test_unknown_ids_are_not_found(desk):
    async with desk.as_(admin()) as client:
        for answer in (
            await take(client, new_id()),
            await decide(client, new_id()),
            await client.get(f"{API}/items/{new_id()}"),
            await client.get(f"/admin/review/{new_id()}"),
        ):
            assert answer.status_code == 404


async def test_what_waits_too_long_raises_one_alert(desk):
    review_id = await desk.flagged()
    await desk.flagged()
    await desk.change("UPDATE review.item SET due_at = now() - interval '1 minute' WHERE id = $1", review_id)
    assert isinstance(desk.database, Database)
    context = TaskContext(id=new_id(), attempt=1, database=desk.database, plugin=None)
    for _ in range(2):
        await look_for_overdue.function(context)
    told = await desk.rows("SELECT subject FROM kernel.event WHERE type = 'review.overdue'")
    assert told == [{"subject": review_id}]


async def test_figures_count_decisions_that_were_reversed_per_language(desk):
    reader = human()
    async with desk.as_(admin()) as client, desk.as_(reader):
        for verdicts in ((BAD, GOOD), (GOOD,)):
            author = human()
            review_id = await desk.flagged(author=author, locale="es")
            note = await desk.value("SELECT item_id FROM review.item WHERE id = $1", review_id)
            for verdict in verdicts:
                await take(client, review_id)
                assert (await decide(client, review_id, verdict)).status_code == 201
                if verdict is BAD:
                    async with desk.as_(author) as writer:
                        await writer.put(f"/api/v1/notes/{note}", json={"text": "Better now", "locale": "es"})
        await desk.write("Build a bomb", locale="zh-Hans")
        figures = (await client.get(f"{API}/figures")).json()
        page = await client.get("/admin/review/figures")
    by_locale = {each["locale"]: each for each in figures["languages"]}
    total = {name: sum(each[name] for each in figures["languages"]) for name in ("decisions", "rejected")}
    assert total == {"decisions": 3, "rejected": 1}
    assert sum(each["overturned"] for each in figures["languages"]) == 1
    assert sum(each["wrongly_rejected"] for each in figures["languages"]) == 1
    assert by_locale["zh-Hans"]["refused"] == 1
    assert [each["in_time"] for each in figures["priorities"]] == [3]
    assert page.status_code == 200


async def test_authors_follow_what_became_of_their_own_and_read_the_notes(desk):
    author = human()
    first, second = await desk.flagged(author=author), await desk.flagged(author=author)
    await desk.flagged()
    async with desk.as_(admin()) as client:
        await take(client, first)
        await decide(client, first, BAD)
    async with desk.as_(author) as client:
        newest = (await client.get(f"{API}/own?limit=1")).json()
        rest = (await client.get(f"{API}/own?limit=1&cursor={newest['next_cursor']}")).json()
    found = [(item["id"], item["status"], item["notes"]) for item in newest["items"] + rest["items"]]
    assert found == [(str(second), "flagged", ""), (str(first), "rejected", REASON)]
    assert rest["next_cursor"] is None
