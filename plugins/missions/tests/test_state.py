"""The state of a mission follows the table of DOMAIN §7.1."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal_missions.rules.state import STATES, MissionFacts, state_of
from commonweal_missions.rules.vocabulary import ClaimState, MissionState, Provenance
from commonweal_missions.states import CLAIM, MISSION, TRANSLATION
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 5, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
EARLIER = NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, MissionState.OPEN),
        ({"active": 2}, MissionState.OPEN),
        ({"archived_at": EARLIER, "verified": 3}, MissionState.ARCHIVED),
        ({"verified": 3, "expires_at": EARLIER}, MissionState.VERIFIED),
        ({"expires_at": EARLIER}, MissionState.EXPIRED),
        ({"expires_at": NOW}, MissionState.EXPIRED),
        ({"submitted": 2, "verified": 1}, MissionState.SUBMITTED),
        ({"active": 1, "started": 1, "submitted": 2}, MissionState.IN_PROGRESS),
        ({"active": 2, "submitted": 1}, MissionState.CLAIMED),
    ],
)
def test_first_condition_that_holds_names_the_state(facts, state):
    given_facts = {"archived_at": None, "expires_at": LATER, "max_claims": 3, **facts}

    assert state_of(MissionFacts(**given_facts), NOW) is state


def test_table_names_every_state_once():
    assert [state for state, _ in STATES] == list(MissionState)


@given(
    archived=st.booleans(),
    expired=st.booleans(),
    max_claims=st.integers(1, 5),
    counts=st.tuples(*[st.integers(0, 5)] * 3),
)
def test_every_mission_has_a_state_and_only_open_ones_have_room(archived, expired, max_claims, counts):
    facts = MissionFacts(
        archived_at=EARLIER if archived else None,
        expires_at=EARLIER if expired else LATER,
        max_claims=max_claims,
        active=counts[0],
        submitted=counts[1],
        verified=counts[2],
    )

    is_open = state_of(facts, NOW) is MissionState.OPEN

    assert is_open == (not archived and not expired and sum(counts) < max_claims)


def test_machines_name_the_states_there_are():
    assert set(MISSION.states) == set(MissionState)
    assert MISSION.final == {"verified", "archived"}
    assert set(CLAIM.states) == set(ClaimState)
    assert set(TRANSLATION.states) == set(Provenance) - {Provenance.AUTHOR}
