"""An account lists, reads and archives what it was told, and nobody else does."""

from datetime import UTC, datetime

from commonweal import new_id
from commonweal_notifications.inbox.reading import count_unread
from commonweal_notifications.streams import STREAM


def titles(answer):
    return [item["title"] for item in answer["items"]]


async def test_what_is_unread_of_one_group_is_one_item(world, principals):
    ana, ben = await principals.human(), await principals.human()
    bell = await world.ring(ana, ben)
    await world.ring(ana, bell=bell)
    await world.ring(ana, bell=bell)
    await world.ring(ana)

    listed = await world.get(ana)
    assert titles(listed) == ["<Big Ben> rang", "<Big Ben> rang 3 times"]
    assert [item["count"] for item in listed["items"]] == [1, 3]
    assert listed["items"][1]["url"] == f"/bells/{bell}"
    assert await world.get(ana, "/unread") == {"unread": 4}
    assert await world.get(ben, "/unread") == {"unread": 1}


async def test_reading_one_of_a_group_reads_those_shown_with_it_and_none_that_came_later(world, principals):
    ana = await principals.human()
    bell = await world.ring(ana)
    await world.ring(ana, bell=bell)
    shown = (await world.get(ana))["items"][0]["id"]
    await world.ring(ana, bell=bell)

    assert await world.send(ana, "POST", f"/{shown}/read") == {"changed": 2, "unread": 1}
    assert await world.send(ana, "POST", f"/{shown}/read") == {"changed": 0, "unread": 1}
    listed = await world.get(ana)
    assert [(item["count"], item["read_at"] is None) for item in listed["items"]] == [
        (1, True), (1, False), (1, False),
    ]  # fmt: skip
    assert len((await world.get(ana, unread=True))["items"]) == 1


async def test_archiving_takes_a_group_out_of_the_inbox_and_into_the_archive(world, principals):
    ana = await principals.human()
    bell = await world.ring(ana)
    await world.ring(ana, bell=bell)
    shown = (await world.get(ana))["items"][0]["id"]
    assert await world.send(ana, "POST", f"/{shown}/archive") == {"changed": 2, "unread": 0}
    assert (await world.get(ana))["items"] == []
    assert len((await world.get(ana, archived=True))["items"]) == 2


async def test_all_are_read_and_archived_up_to_the_newest_that_was_seen(world, principals):
    ana = await principals.human()
    for _ in range(3):
        await world.ring(ana)
    await world.ring(ana, kind="bells.alarm")
    newest = (await world.get(ana))["items"][0]["id"]
    await world.ring(ana)

    assert await world.send(ana, "POST", "/read", {"kind": "bells.alarm"}) == {"changed": 1, "unread": 4}
    assert await world.send(ana, "POST", "/read", {"upto": newest}) == {"changed": 3, "unread": 1}
    assert await world.send(ana, "POST", "/archive", {}) == {"changed": 4, "unread": 1}
    assert len((await world.get(ana))["items"]) == 1


async def test_a_list_goes_on_with_its_cursor_while_others_arrive(world, principals):
    ana = await principals.human()
    for _ in range(5):
        await world.ring(ana)
    first = await world.get(ana, limit=2)
    await world.ring(ana)
    second = await world.get(ana, limit=2, cursor=first["next_cursor"])
    third = await world.get(ana, limit=2, cursor=second["next_cursor"])
    seen = [item["id"] for page in (first, second, third) for item in page["items"]]
    assert len(set(seen)) == 5
    assert third["next_cursor"] is None


async def test_filters_choose_kinds_and_a_cursor_keeps_to_its_filter(world, principals):
    ana = await principals.human()
    for kind in ("bells.rang", "bells.alarm", "bells.alarm"):
        await world.ring(ana, kind=kind)
    found = await world.get(ana, kind="bells.alarm", limit=1)
    assert titles(found) == ["<Big Ben> sounds the alarm"]
    async with world.as_(ana) as client:
        answer = await client.get("/api/v1/notifications", params={"cursor": found["next_cursor"]})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


async def test_nobody_reads_or_archives_what_is_anothers(world, principals):
    ana, ben = await principals.human(), await principals.human()
    await world.ring(ana)
    shown = (await world.get(ana))["items"][0]["id"]
    for act in ("read", "archive"):
        await world.send(ben, "POST", f"/{shown}/{act}", status=404)
        await world.send(ben, "POST", f"/{new_id()}/{act}", status=404)
    assert await world.get(ana, "/unread") == {"unread": 1}
    assert (await world.get(ben))["items"] == []
    async with world.as_(None) as guest:
        assert (await guest.get("/api/v1/notifications")).status_code == 401


async def test_what_is_gone_is_told_by_its_kind_alone(world, principals, monkeypatch):
    ana = await principals.human()
    await world.ring(ana, bell="00000000-0000-0000-0000-000000000000")
    [item] = (await world.get(ana))["items"]
    assert (item["gone"], item["title"], item["url"]) == (True, "A bell rang", "")


async def test_a_kind_that_cannot_be_described_leaves_the_others_readable(
    world, principals, installed_bells, caplog
):
    ana = await principals.human()
    await world.ring(ana)
    await world.change(
        """INSERT INTO notifications.delivery (id, kind, event_id, recipient, channel, state, about, data)
        VALUES ($1, 'bells.alarm', $1, $2, 'in_app', 'delivered', '', '{"no": "bell"}'),
            ($2, 'gone.kind', $1, $2, 'in_app', 'delivered', '', '{}')""",
        new_id(), ana.account_id,
    )  # fmt: skip
    found = {item["kind"]: item for item in (await world.get(ana))["items"]}
    assert found["bells.rang"]["gone"] is False
    assert (found["bells.alarm"]["gone"], found["bells.alarm"]["title"]) == (True, "An alarm")
    assert (found["gone.kind"]["gone"], found["gone.kind"]["title"]) == (True, "Something that was removed")
    assert "bells.alarm cannot be described" in caplog.text


async def test_items_are_in_the_readers_language(world, principals):
    ana = await principals.human()
    await world.ring(ana)
    for language, title in (("es", "<Big Ben> sonó"), ("zh-Hans", "<Big Ben>响了")):
        assert titles(await world.get(ana, lang=language)) == [title]


async def test_the_ledger_tells_what_was_sent_held_and_skipped_and_why(world, principals):
    ana = await principals.human()
    await world.change("INSERT INTO notifications.mute VALUES ($1, 'bell:muted')", ana.account_id)
    await world.ring(ana, now=datetime(2026, 3, 1, 23, tzinfo=UTC))
    await world.ring(ana, bell="muted")
    lines = (await world.get(ana, "/ledger"))["items"]
    assert {(line["channel"], line["state"], line["reason"]) for line in lines} == {
        ("in_app", "delivered", ""),
        ("email", "held", "quiet_hours"),
        ("in_app", "skipped", "muted"),
        ("email", "skipped", "muted"),
    }
    held = (await world.get(ana, "/ledger", state="held"))["items"]
    assert [line["due_at"] for line in held] == ["2026-03-02T08:00:00Z"]
    assert len((await world.get(ana, "/ledger", channel="email"))["items"]) == 2
    part = await world.get(ana, "/ledger", limit=3)
    rest = await world.get(ana, "/ledger", limit=3, cursor=part["next_cursor"])
    assert (len(part["items"]), len(rest["items"]), rest["next_cursor"]) == (3, 1, None)


async def test_what_changes_in_an_inbox_is_told_to_whoever_follows_the_account(world, principals):
    ana = await principals.human()
    await world.ring(ana)
    shown = (await world.get(ana))["items"][0]["id"]
    for _ in range(2):  # the second time nothing changes, and nothing is told
        await world.send(ana, "POST", f"/{shown}/read")
    told = await world.rows(
        "SELECT type, subject, data::text FROM kernel.event WHERE type LIKE 'notifications.%'"
    )
    recipient = f'{{"recipient": "{ana.id}"}}'
    assert told == [
        ("notifications.notification_added", ana.account_id, recipient),
        ("notifications.inbox_changed", ana.account_id, recipient),
    ]


async def test_the_state_of_the_stream_has_how_much_is_unread(world, principals):
    ana, ben = await principals.human(), await principals.human()
    await world.ring(ana)
    await world.ring(ana)
    [part] = STREAM.parts
    async with world.database.read() as work:
        told = await part.read(work, [ana.account_id, ben.account_id])
    assert told == {ana.account_id: {"unread": 2}, ben.account_id: {"unread": 0}}


async def test_read_ones_are_swept_after_ninety_days_and_unread_ones_stay(world, principals):
    ana = await principals.human()
    await world.ring(ana)
    await world.ring(ana, kind="bells.whispered")
    await world.ring(ana)
    await world.send(ana, "POST", f"/{(await world.get(ana))['items'][0]['id']}/read")
    await world.change("UPDATE notifications.delivery SET created_at = now() - interval '91 days'")
    await world.site.run_task("notifications.sweep")
    left = "SELECT channel, state FROM notifications.delivery ORDER BY id"
    kept = [("in_app", "delivered"), ("email", "queued"), ("in_app", "delivered"), ("email", "queued")]
    assert sorted(await world.rows(left)) in (
        sorted(kept),
        sorted((a, "held" if a == "email" else b) for a, b in kept),
    )
    await world.change(
        "UPDATE notifications.delivery SET read_at = now() - interval '91 days' WHERE read_at < now()"
    )
    await world.site.run_task("notifications.sweep")
    async with world.database.read() as work:
        assert await count_unread(work, [ana.account_id]) == {ana.account_id: 1}
    assert len(await world.rows(left)) == len(kept) - 1
