"""Replays the event log of missions and claims: the tables must stand exactly where the events lead."""

import json
from datetime import datetime, timedelta

from commonweal_missions.claims.events import CLAIM_EVENTS, STATE_EVENTS
from commonweal_missions.rules.state import facts_of, state_of
from commonweal_missions.states import CLAIM, MISSION, TRANSLATION

CLAIM_STATES = {
    "missions.claim_made": "active",
    "missions.claim_submitted": "submitted",
    "missions.claim_returned": "active",
    "missions.claim_verified": "verified",
    "missions.claim_abandoned": "abandoned",
    "missions.claim_released": "released",
}
MISSION_STATES = {event.event_name: str(state) for state, event in STATE_EVENTS.items()}
assert set(CLAIM_STATES) == {event.event_name for event in CLAIM_EVENTS}
_MISSIONS = """
SELECT m.*, counted.* FROM missions.mission AS m CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state = 'active') AS active,
           count(*) FILTER (WHERE state = 'active' AND progress > 0) AS started,
           count(*) FILTER (WHERE state = 'submitted') AS submitted,
           count(*) FILTER (WHERE state = 'verified') AS verified
    FROM missions.claim WHERE mission_id = m.id) AS counted
WHERE $1::uuid[] IS NULL OR m.id = ANY ($1)
"""


async def mismatches(database, at=None, missions=None):
    """Return where the tables and the events differ; ``at`` is when the states of missions are derived.

    With ``missions``, only these and their claims are looked at.
    """
    async with database.read() as work:
        log = await work.fetch(
            "SELECT type, subject, data::text AS data FROM kernel.event"
            " WHERE type LIKE 'missions.%' ORDER BY sequence"
        )
        of_mission = "($1::uuid[] IS NULL OR mission_id = ANY ($1))"
        claims = await work.fetch(f"SELECT * FROM missions.claim WHERE {of_mission}", missions)
        rows = await work.fetch(_MISSIONS, missions)
        texts = await work.fetch(
            f"SELECT * FROM missions.mission_translation WHERE provenance <> 'author' AND {of_mission}",
            missions,
        )
    events = {}
    for row in log:
        events.setdefault(row["subject"], []).append((row["type"], json.loads(row["data"])))
    found = [(row["id"], wrong) for row in claims for wrong in _claim(row, events.get(row["id"], []))]
    found += [(row["id"], wrong) for row in rows for wrong in _mission(row, events.get(row["id"], []), at)]
    written = {
        (row["mission_id"], row["locale"]): _last(events.get(row["mission_id"], []), row["locale"])
        for row in texts
    }
    for row in texts:
        key = row["mission_id"], row["locale"]
        if written[key] is not None and written[key] != (row["provenance"], row["review_status"]):
            found.append((*key, f"told {written[key]}, is {row['provenance'], row['review_status']}"))
    return found


def _claim(row, events):
    """Walk through the steps of a claim, as the log tells them."""
    state, deadline, reason = None, None, None
    for kind, data in events:
        if kind not in CLAIM_STATES:
            continue
        after = CLAIM_STATES[kind]
        if (kind == "missions.claim_made") != (state is None) or (state and not CLAIM.allows(state, after)):
            yield f"told to go from {state} to {after}"
        if (data["mission_id"], data["human_id"]) != (str(row["mission_id"]), str(row["human_id"])):
            yield f"{kind} names another mission or human"
        if "deadline" in data:
            deadline = datetime.fromisoformat(data["deadline"])
        if after == "abandoned":
            reason = "human"
            if data["free"] != (row["finished_at"] <= row["claimed_at"] + timedelta(hours=24)):
                yield "free, though a day had passed, or the other way round"
        reason = data.get("reason", reason)
        state = after
    if (state, deadline, reason) != (row["state"], row["deadline"], row["ended_by"]):
        yield f"told {state, deadline, reason}, is {row['state'], row['deadline'], row['ended_by']}"


def _mission(row, events, at):
    """Walk through the states of a mission; the tests' own missions begin open without an event."""
    told = [(kind, data) for kind, data in events if kind in MISSION_STATES]
    state = told[0][1]["before"] if told else row["told_state"]
    for kind, data in told:
        after = MISSION_STATES[kind]
        if data["before"] != state or (state and not MISSION.allows(state, after)):
            yield f"told to go from {data['before']} to {after} when it was {state}"
        state = after
    if state != row["told_state"]:
        yield f"told {state}, is {row['told_state']}"
    if at is not None and row["told_state"] is not None:
        derived = state_of(facts_of(row), at)
        if derived not in (state, "expired"):  # a worker tells within a minute that time is over
            yield f"told {state}, is {derived}"
    edits = [data["version"] for kind, data in events if kind == "missions.mission_edited"]
    if edits and (edits != sorted(set(edits)) or edits[-1] != row["version"]):
        yield f"told versions {edits}, is {row['version']}"
    reviews = [
        data["review_status"]
        for kind, data in events
        if kind in ("missions.mission_reviewed", "missions.mission_created")
    ]
    if reviews and reviews[-1] != row["review_status"]:
        yield f"told {reviews[-1]}, is {row['review_status']}"


def _last(events, locale):
    """Return provenance and review status of a translation, as the log tells them."""
    known = None
    for kind, data in events:
        if data.get("locale") != locale:
            continue
        if kind == "missions.translation_written":
            before, after = known and known[0], data["provenance"]
            assert before in (None, after) or TRANSLATION.allows(before, after), (before, after)
            known = after, data["review_status"]
        elif kind == "missions.translation_reviewed":
            assert known is not None, "a verdict about a text that nobody wrote"
            known = known[0], data["review_status"]
    return known
