"""Readers report what they see; it waits for a human then, and is out of sight meanwhile."""

import asyncio

import pytest
from commonweal import new_id

from .conftest import API, REASON, admin, human


async def published(desk, text="Count the wells."):
    return (await desk.write(text)).json()["id"]


async def report(desk, note_id, reason="spam", reader=None, **more):
    async with desk.as_(reader or human()) as client:
        body = {"kind": "notes.note", "id": str(note_id), "reason": reason, **more}
        return await client.post(f"{API}/reports", json=body)


async def waiting(desk):
    [row] = await desk.rows(
        "SELECT status, priority, round(extract(epoch FROM due_at - flagged_at) / 3600)::int AS hours"
        " FROM review.item"
    )
    return tuple(row.values())


@pytest.mark.parametrize(("reason", "priority", "hours"), [("dangerous", 0, 1), ("false", 1, 4)])
async def test_a_report_hides_content_until_an_admin_has_looked(desk, reason, priority, hours):
    note = await published(desk)
    answer = await report(desk, note, reason, note="Look at step two.")
    assert answer.status_code == 201
    assert await waiting(desk) == ("flagged", priority, hours)
    assert await desk.value("SELECT review_status FROM notes.note") == "flagged"
    types = await desk.rows("SELECT type FROM kernel.event WHERE type LIKE 'review.%' ORDER BY sequence")
    assert [each["type"] for each in types] == ["review.decided", "review.flagged", "review.reported"]


async def test_a_reader_reports_once_and_others_make_it_more_urgent(desk):
    note, reader = await published(desk), human()
    answers = await asyncio.gather(*(report(desk, note, reader=reader) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert (await report(desk, note, "dangerous")).status_code == 201
    assert await waiting(desk) == ("flagged", 0, 1)
    assert (await report(desk, note, "spam")).status_code == 201
    assert await waiting(desk) == ("flagged", 0, 1)


async def test_content_that_review_has_not_seen_can_be_reported_too(desk):
    note = new_id()
    await desk.change("INSERT INTO notes.note VALUES ($1, 'A sample', 'approved')", note)
    assert (await report(desk, note)).status_code == 201
    assert await waiting(desk) == ("flagged", 1, 4)


async def test_what_a_reader_may_not_know_of_is_not_found(desk):
    await desk.flagged()
    hidden = await desk.value("SELECT item_id FROM review.item")
    for note in (hidden, new_id()):
        assert (await report(desk, note)).json()["code"] == "not_found"
    async with desk.as_(human()) as client:
        body = {"kind": "notes.none", "id": str(new_id()), "reason": "spam"}
        assert (await client.post(f"{API}/reports", json=body)).status_code == 404
        assert (await client.get(f"/report?kind=notes.note&id={hidden}")).status_code == 404
        assert (await client.get("/report")).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"reason": "boring"}, "/reason"), ({"note": "x" * 2001}, "/note"), ({"id": "1"}, "/id")],
)
async def test_bad_reports_are_refused_with_the_field(desk, change, pointer):
    note = await published(desk)
    async with desk.as_(human()) as client:
        body = {"kind": "notes.note", "id": note, "reason": "spam", **change}
        answer = await client.post(f"{API}/reports", json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_guests_are_asked_to_sign_in(desk):
    async with desk.as_() as client:
        assert (await client.post(f"{API}/reports", json={})).status_code == 401
        page = await client.get("/report?kind=notes.note", headers={"accept": "text/html"})
        assert page.status_code in (302, 303)
        assert page.headers["location"].startswith("/sign-in?next=")


async def test_an_approval_after_a_report_brings_content_back(desk):
    note = await published(desk)
    await report(desk, note)
    review_id = await desk.value("SELECT id FROM review.item")
    async with desk.as_(admin()) as client:
        body = {"ids": [str(review_id)], "status": "approved", "notes": REASON}
        await client.post(f"{API}/decisions", json=body)
    assert await desk.rows("SELECT status FROM notes.told ORDER BY id") == [
        {"status": "flagged"},
        {"status": "approved"},
    ]
