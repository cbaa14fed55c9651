"""What is told of an event: plain JSON, the same every time, and nothing about people but to themselves."""

import json
import types
import typing
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest
from commonweal import Position, RecordedEvent, new_id
from commonweal_missions import api as missions
from commonweal_problems import api as problems
from commonweal_realtime.topics.base import base_stream

TOLD = base_stream().told
PEOPLE = {"human_id", "reviewer_id", "reporter_id", "proposer_id", "creator_id", "owner_id", "endorser_id"}


def value_of(kind):
    """Make a value of a field's type."""
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        return value_of(next(each for each in typing.get_args(kind) if each is not type(None)))
    if typing.get_origin(kind) in {tuple, list}:
        return [value_of(typing.get_args(kind)[0])]
    made = {UUID: new_id(), str: "approved", int: 1, float: 0.5, bool: True, date: date(2026, 3, 4)}
    return made[kind] if kind in made else datetime(2026, 3, 4, tzinfo=UTC)


def recorded(kind, **fields):
    """Make an event with a value in every field, as the log gives it."""
    values = {field.name: value_of(field.type) for field in msgspec.structs.fields(kind)}
    event = msgspec.convert({**values, **fields}, kind)
    return RecordedEvent(
        event=event,
        position=Position(1, 2),
        id=new_id(),
        type=kind.event_name,
        version=kind.event_version,
        subject=new_id(),
        occurred_at=datetime(2026, 3, 4, tzinfo=UTC),
    )


def told_of(topic, event):
    return [
        (told.name, key, data)
        for told in TOLD
        if told.topic == topic and isinstance(event.event, told.event_type)
        for key, data in told.tell(event)
    ]


@pytest.mark.parametrize("told", TOLD, ids=[f"{each.topic} {each.event_type.event_name}" for each in TOLD])
def test_a_frame_is_plain_json_the_same_every_time_and_names_nobody_but_the_follower(told):
    event = recorded(told.event_type)
    found = list(told.tell(event))
    assert found == list(told.tell(event))
    people = {str(getattr(event.event, name)) for name in PEOPLE if hasattr(event.event, name)}
    for key, data in found:
        assert json.loads(json.dumps(data)) == data
        assert {str(value) for value in data.values()}.isdisjoint(people)
        assert told.topic == "user" or str(key) not in people


def test_the_feed_tells_only_what_everybody_may_see():
    def names(event):
        return [name for name, _, _ in told_of("feed", event)]

    assert names(recorded(problems.ProblemReviewed, review_status="approved")) == ["problem.published"]
    assert names(recorded(problems.ProblemReviewed, review_status="flagged")) == []
    ready = {"state": "ready_for_action", "is_public": True}
    assert names(recorded(problems.SolutionStateChanged, **ready)) == ["solution.ready"]
    assert names(recorded(problems.SolutionStateChanged, **ready | {"is_public": False})) == []
    assert names(recorded(problems.SolutionStateChanged, **ready | {"state": "debating"})) == []
    assert names(recorded(missions.MissionOpened, review_status="approved")) == ["mission.opened"]
    for hidden in ("flagged", "rejected", ""):
        assert names(recorded(missions.MissionOpened, review_status=hidden)) == []
        assert names(recorded(missions.MissionCompleted, review_status=hidden)) == []


def test_an_entry_of_a_debate_that_nobody_saw_is_not_told_when_it_is_refused():
    def told(before):
        entry = {"before": before, "review_status": "rejected"}
        return told_of("solution", recorded(problems.DebateReviewed, **entry))

    assert [name for name, _, _ in told("approved")] == ["debate.hidden"]
    assert told("flagged") == []


def test_a_translation_is_told_once_everybody_may_read_it():
    written = recorded(missions.TranslationWritten, review_status="flagged", locale="es")
    assert told_of("mission", written) == []
    written = recorded(missions.TranslationWritten, review_status="approved", locale="es")
    assert told_of("mission", written) == [("mission.translated", written.event.mission_id, {"locale": "es"})]


def test_admins_hear_of_evidence_when_it_begins_or_ceases_to_wait_for_them():
    def names(before, state):
        event = recorded(missions.EvidenceStateChanged, before=before, state=state)
        return [name for name, _, _ in told_of("admin", event)]

    assert names("peer_review", "admin_review") == ["queue.changed"]
    assert names("rejected", "appealed") == ["queue.changed"]
    assert names("admin_review", "verified") == ["queue.changed"]
    assert names("checking", "verified") == []


def test_events_from_before_a_version_are_told_as_far_as_they_say_anything():
    old = msgspec.json.decode(
        msgspec.json.encode(
            missions.MissionOpened.upgrades[1]({"mission_id": str(new_id()), "before": None})
        ),
        type=missions.MissionOpened,
    )
    assert old.review_status == ""
    solution = problems.SolutionReviewed.upgrades[1](
        {"solution_id": str(new_id()), "review_status": "approved"}
    )
    event = recorded(problems.SolutionReviewed, **solution)
    assert told_of("problem", event) == []
    assert [name for name, _, _ in told_of("solution", event)] == ["solution.updated"]
