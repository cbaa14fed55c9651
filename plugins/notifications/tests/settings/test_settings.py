"""An account chooses what to hear of, and what was chosen holds from the next decision on."""

from datetime import UTC, datetime, time, timedelta

import pytest
from commonweal_notifications.preferences.hours import Times, keep_times, read_times

NIGHT = datetime(2026, 3, 1, 23, tzinfo=UTC)
SETTINGS = "/notifications/settings"
NEWEST = """
SELECT state, reason FROM notifications.delivery WHERE channel = 'in_app' ORDER BY id DESC LIMIT 1
"""
STATES = "SELECT state, reason, due_at FROM notifications.delivery WHERE channel = 'email' ORDER BY id"


def choice(settings, kind, channel):
    found = next(each for each in settings["kinds"] if each["kind"] == kind)
    return next(each for each in found["channels"] if each["channel"] == channel)


async def post(world, principal, path, status=303, **data):
    async with world.as_(principal, accept="text/html") as client:
        answer = await client.post(path, data=data)
        assert answer.status_code == status, answer.text
        return answer


async def test_what_is_turned_off_is_skipped_with_the_reason_and_comes_back_when_turned_on(world, principals):
    ana = await principals.human()
    for wanted, state in (("never", ("skipped", "turned_off")), ("now", ("delivered", ""))):
        wish = {"kind": "bells.rang", "channel": "in_app", "choice": wanted}
        settings = await world.send(ana, "PUT", "/settings/choices", {"choices": [wish]})
        assert choice(settings, "bells.rang", "in_app")["choice"] == wanted
        await world.ring(ana)
        assert await world.rows(NEWEST) == [state]
    assert await world.rows("SELECT count(*) FROM notifications.preference") == [(0,)]  # the default again


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        ({"kind": "bells.alarm", "channel": "email", "choice": "never"}, "/choices/0/choice"),
        ({"kind": "bells.rang", "channel": "in_app", "choice": "digest"}, "/choices/0/choice"),
        ({"kind": "bells.rang", "channel": "agent", "choice": "now"}, "/choices/0/channel"),
        ({"kind": "bells.cracked", "channel": "email", "choice": "now"}, "/choices/0/kind"),
        ({"kind": "bells.rang", "channel": "pigeon", "choice": "now"}, "/choices/0/channel"),
    ],
)
async def test_what_cannot_be_chosen_is_refused_with_its_place(world, principals, wish, pointer):
    ana = await principals.human()
    refused = await world.send(ana, "PUT", "/settings/choices", {"choices": [wish]}, status=422)
    assert [each["pointer"] for each in refused["errors"]] == [pointer]
    assert await world.rows("SELECT count(*) FROM notifications.preference") == [(0,)]


async def test_agents_and_people_find_the_kinds_that_are_for_them(world, principals):
    ana, heron, admin = await principals.human(), await principals.agent(), await principals.admin()
    of_ana = {each["kind"]: each["audience"] for each in (await world.get(ana, "/settings"))["kinds"]}
    assert of_ana["bells.rang"] == "human"
    assert not {"admin", "agent", "partner"} & set(of_ana.values())
    of_heron = (await world.get(heron, "/settings"))["kinds"]
    assert {each["audience"] for each in of_heron} == {"agent"}
    assert {one["channel"] for each in of_heron for one in each["channels"]} == {"agent"}
    assert "admin" in {each["audience"] for each in (await world.get(admin, "/settings"))["kinds"]}


async def test_new_hours_move_the_mail_that_waits(world, principals):
    ana = await principals.human()
    await world.ring(ana, now=NIGHT)
    await world.ring(ana, kind="bells.chimed", now=NIGHT)
    eight = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert await world.rows(STATES) == [("held", "quiet_hours", eight), ("digest", "digest", eight)]

    async def keep(**times):
        async with world.database.write() as work:
            await keep_times(work, ana.account_id, Times(**times), NIGHT + timedelta(minutes=5))

    await keep(quiet_to=time(7), digest="weekly", digest_hour=9)
    seven, nine = datetime(2026, 3, 2, 7, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert [row[2] for row in await world.rows(STATES)] == [seven, nine]
    await keep(quiet_from=time(0), quiet_to=time(0), digest="none")
    assert await world.rows(STATES) == [
        ("held", "quiet_hours", NIGHT + timedelta(minutes=5)),
        ("skipped", "no_digest", None),
    ]


async def test_hours_are_kept_and_nonsense_is_refused(world, principals):
    ana = await principals.human()
    given = {"quiet_from": "21:30:00", "quiet_to": "06:15:00", "digest": "weekly", "digest_hour": 7,
             "near_km": 5, "near_domains": ["elder_care"]}  # fmt: skip
    assert await world.send(ana, "PUT", "/settings/times", given) == given
    for wrong in (
        {"quiet_from": "25:00"},
        {"quiet_from": "22:00:00+02:00"},
        {"digest": "hourly"},
        {"digest_hour": 24},
        {"near_km": 0},
        {"near_km": 51},
        {"near_domains": ["nowhere"]},
        {"bedtime": "22:00"},
    ):
        await world.send(ana, "PUT", "/settings/times", wrong, status=422)
    assert (await world.get(ana, "/settings"))["times"] == given


async def test_what_is_muted_is_silent_until_it_is_unmuted(world, principals):
    ana = await principals.human()
    bell = await world.ring(ana)
    for _ in range(2):
        await world.send(ana, "PUT", "/mutes", {"about": f"bell:{bell}"}, status=204)
    assert (await world.get(ana, "/settings"))["muted"] == [f"bell:{bell}"]
    await world.ring(ana, bell=bell)
    assert await world.get(ana, "/unread") == {"unread": 1}
    async with world.as_(ana) as client:
        answer = await client.delete("/api/v1/notifications/mutes", params={"about": f"bell:{bell}"})
        assert answer.status_code == 204
    await world.ring(ana, bell=bell)
    assert await world.get(ana, "/unread") == {"unread": 2}
    await world.send(ana, "PUT", "/mutes", {"about": ""}, status=422)


async def test_the_page_keeps_the_matrix_as_it_was_ticked(world, principals):
    ana = await principals.human()
    shown = ["bells.rang", "bells.whispered", "bells.alarm"]
    mail = ["bells.rang:digest", "bells.whispered:now", "bells.alarm:never"]
    await post(world, ana, f"{SETTINGS}/choices", shown=shown, inbox=["bells.whispered"], email=mail)
    await post(world, ana, f"{SETTINGS}/choices", status=422, shown=shown, email=["bells.rang:loudly"])
    kept = await world.rows("SELECT kind, channel, choice FROM notifications.preference ORDER BY 1, 2")
    assert kept == [
        ("bells.rang", "email", "digest"),
        ("bells.rang", "in_app", "never"),
        ("bells.whispered", "email", "now"),
        ("bells.whispered", "in_app", "now"),
    ]


async def test_the_page_keeps_hours_and_says_what_is_wrong_with_them(world, principals):
    ana = await principals.human()
    given = {"quiet_from": "21:30", "quiet_to": "07:00", "digest": "weekly", "digest_hour": "9", "near": "5"}
    await post(world, ana, f"{SETTINGS}/times", **given, near_domains=["elder_care", "food_security"])
    async with world.database.read() as work:
        assert await read_times(work, ana.account_id) == Times(
            quiet_from=time(21, 30),
            quiet_to=time(7),
            digest="weekly",
            digest_hour=9,
            near_km=5,
            near_domains=["elder_care", "food_security"],
        )
    wrong = await post(world, ana, f"{SETTINGS}/times", **{**given, "quiet_to": "late"}, status=422)
    assert 'id="error-quiet_to"' in wrong.text


async def test_the_page_lists_what_is_muted_and_unmutes_it(world, principals):
    ana = await principals.human()
    bell = await world.ring(ana)
    await world.send(ana, "PUT", "/mutes", {"about": f"bell:{bell}"}, status=204)
    async with world.as_(ana, accept="text/html") as client:
        assert "Unmute: &lt;Big Ben&gt; rang" in (await client.get(SETTINGS)).text
    await post(world, ana, f"{SETTINGS}/mutes", about=f"bell:{bell}")
    assert (await world.get(ana, "/settings"))["muted"] == []
