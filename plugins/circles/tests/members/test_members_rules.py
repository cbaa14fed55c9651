"""The table of memberships, whole."""

import pytest
from commonweal import Refusal
from commonweal_circles.rules.membership import (
    ACTS,
    BEFORE,
    GOING,
    TABLE,
    No,
    Step,
    check_leaving,
    require_greater,
    step,
)
from commonweal_circles.rules.vocabulary import ROLES


def test_every_act_has_an_answer_in_every_state():
    assert set(TABLE) == {(before, act) for before in BEFORE for act in ACTS}


def test_nobody_comes_in_from_a_ban_but_by_its_end():
    for act in ACTS:
        found = TABLE["banned", act]
        if act == "ban":
            assert found == Step("banned", "banned")
        elif act == "lift":
            assert found == Step("left", "ban_lifted")
        else:
            assert isinstance(found, No), act


def test_going_never_makes_a_member_and_only_coming_does():
    coming = {act for (_, act), found in TABLE.items() if isinstance(found, Step) and found.after == "active"}
    assert coming == {"join", "ask", "invite", "redeem", "accept", "approve"}
    assert not coming & GOING


def test_whoever_has_nothing_to_do_with_a_circle_comes_in_only_where_everybody_may_or_with_a_token():
    for before in ("", "left"):
        ways = {
            act for act in ACTS if isinstance(found := TABLE[before, act], Step) and found.after == "active"
        }
        assert ways == {"join", "redeem"}


def test_an_invitation_and_a_request_that_meet_make_a_member():
    assert step("requested", "invite") == Step("active", "request_approved")
    assert step("invited", "ask") == Step("active", "invitation_accepted")


def test_an_act_that_is_done_already_changes_nothing():
    for (_, act), found in TABLE.items():
        if isinstance(found, Step) and act != "ban":
            again = TABLE[found.after, act]
            assert again is None or isinstance(again, No), act


@pytest.mark.parametrize("archived", [True, False])
@pytest.mark.parametrize("members", [1, 2])
def test_an_owner_leaves_only_what_is_archived_and_empty(archived, members):
    check_leaving("admin", archived=archived, members=members)
    if archived and members == 1:
        check_leaving("owner", archived=archived, members=members)
    else:
        with pytest.raises(Refusal, match="circle_last_owner"):
            check_leaving("owner", archived=archived, members=members)


def test_nobody_acts_on_an_equal_or_gives_what_they_have():
    for actor in ROLES:
        for subject in ROLES:
            for given in ROLES:
                lesser = max(ROLES.index(subject), ROLES.index(given)) < ROLES.index(actor)
                if lesser and actor != "member":
                    require_greater(actor, subject, given)
                else:
                    with pytest.raises(Refusal, match="forbidden"):
                        require_greater(actor, subject, given)
