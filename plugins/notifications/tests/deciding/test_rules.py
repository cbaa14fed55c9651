"""The decision follows from the kind, the account and the hour alone."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from commonweal_notifications.deciding.hours import quiet_until
from commonweal_notifications.deciding.rules import Decision, Hours, Recipient, decide, may_choose
from hypothesis import given
from hypothesis import strategies as st

ANA = UUID(int=1)
NOON, NIGHT = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 23, tzinfo=UTC)
EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
CHOICES = {"in_app": ("now", "never"), "email": ("now", "digest", "never"), "agent": ("now", "never")}
wishes = st.fixed_dictionaries({}, optional={name: st.sampled_from(CHOICES[name]) for name in CHOICES})
hours = st.builds(
    Hours,
    quiet_from=st.builds(time, st.integers(0, 23)),
    quiet_to=st.builds(time, st.integers(0, 23)),
    digest=st.sampled_from(["daily", "weekly", "none"]),
    digest_hour=st.integers(0, 23),
)
recipients = st.builds(
    Recipient,
    id=st.just(ANA),
    kind=st.sampled_from(["human", "agent"]),
    state=st.sampled_from(["active", "suspended", "deactivated"]),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Shanghai"]).map(ZoneInfo),
    hours=hours,
    wishes=wishes,
    mutes=st.sampled_from([frozenset(), frozenset({"bell:1"})]),
)
moments = st.integers(1_735_689_600, 1_830_297_600).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.fixture(scope="module")
def kinds(installed_bells):
    return {kind.name.partition(".")[2]: kind for kind in installed_bells.KINDS}


def by(kind, channel="email", now=NOON, **more):
    decided = decide(kind, Recipient(id=ANA, **more), "bell:1", now)
    return next(each for each in decided if each.channel == channel)


@given(data=st.data(), recipient=recipients, now=moments)
def test_every_channel_is_decided_and_what_is_skipped_has_a_reason(kinds, data, recipient, now):
    kind = kinds[data.draw(st.sampled_from(sorted(kinds)))]
    decided = decide(kind, recipient, "bell:1", now)
    assert [each.channel for each in decided] == (
        ["agent"] if recipient.kind == "agent" else ["in_app", "email"]
    )
    for each in decided:
        assert (each.state != "skipped") or (each.reason and each.due_at is None)
        assert (each.state in {"queued", "held", "digest"}) == (each.due_at is not None)
        if each.state == "queued":
            quiet = quiet_until(now, recipient.zone, recipient.hours.quiet_from, recipient.hours.quiet_to)
            assert kind.urgent or quiet is None
        if each.due_at:
            assert each.due_at >= now


@given(recipient=recipients, now=moments)
def test_what_must_be_heard_is_heard_at_once_by_every_account_that_is_there(kinds, recipient, now):
    decided = decide(kinds["alarm"], recipient, "bell:1", now)
    states = {each.state for each in decided}
    assert states == (
        {"skipped"} if recipient.state == "deactivated" else states - {"skipped", "held", "digest"}
    )


@given(data=st.data(), recipient=recipients, now=moments)
def test_turned_off_muted_and_suspended_are_never_told(kinds, data, recipient, now):
    kind = kinds[data.draw(st.sampled_from(["rang", "chimed", "whispered"]))]
    for each in decide(kind, recipient, "bell:1", now):
        barred = recipient.state != "active" or recipient.mutes
        if barred or recipient.wishes.get(each.channel) == "never":
            assert each.state == "skipped"


def test_defaults_are_those_of_the_kind(kinds):
    assert by(kinds["rang"]) == Decision("email", "queued", due_at=NOON)
    assert by(kinds["chimed"]) == Decision("email", "digest", "digest", EIGHT)
    assert by(kinds["whispered"], "in_app") == Decision("in_app", "skipped", "off_by_default")
    assert by(kinds["rang"], "in_app") == Decision("in_app", "delivered")


def test_a_wish_overrules_the_default(kinds):
    assert by(kinds["rang"], wishes={"email": "never"}).reason == "turned_off"
    assert by(kinds["rang"], wishes={"email": "digest"}).state == "digest"
    assert by(kinds["whispered"], "in_app", wishes={"in_app": "now"}).state == "delivered"
    assert by(kinds["alarm"], wishes={"email": "never"}).state == "queued"


def test_mail_of_the_night_waits_for_the_morning_but_what_is_urgent_does_not(kinds):
    assert by(kinds["rang"], now=NIGHT) == Decision("email", "held", "quiet_hours", EIGHT)
    assert by(kinds["rang"], "in_app", now=NIGHT).state == "delivered"
    assert by(kinds["alarm"], now=NIGHT) == Decision("email", "queued", due_at=NIGHT)


def test_without_a_digest_what_would_be_in_it_is_skipped(kinds):
    assert by(kinds["chimed"], hours=Hours(digest="none")).reason == "no_digest"


def test_a_weekly_digest_waits_for_monday(kinds):
    due = by(kinds["chimed"], hours=Hours(digest="weekly", digest_hour=9)).due_at
    assert due == NOON + timedelta(hours=21)  # the first of March 2026 is a Sunday


def test_what_is_muted_is_silent_and_other_things_are_heard(kinds):
    assert by(kinds["rang"], mutes=frozenset({"bell:1"})).reason == "muted"
    assert by(kinds["rang"], mutes=frozenset({"bell:2"})).state == "queued"


def test_nobody_chooses_away_what_must_be_heard(kinds):
    assert not may_choose(kinds["alarm"], "email")
    assert may_choose(kinds["rang"], "email")
