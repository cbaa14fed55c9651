"""Who has a permission, and what those are told who have not."""

import pytest
from commonweal.errors import Refusal
from commonweal.web.principals import Permission, Principal

ACT = Permission("garden.plant", frozenset({"human", "agent_verified"}))
RULE = Permission("garden.rule", frozenset({"admin"}))


def who(kind, *roles, scopes=None):
    return Principal(kind=kind, id="x", roles=frozenset(roles), scopes=scopes)


GUEST = Principal(kind="guest", id="x")


@pytest.mark.parametrize(
    ("principal", "permission", "refused"),
    [
        (GUEST, ACT, "unauthorized"),
        (GUEST, RULE, "unauthorized"),
        (who("human", "human"), ACT, None),
        (who("human", "human"), RULE, "forbidden"),
        (who("human", "human", "admin_pending"), RULE, "second_factor_required"),
        (who("human", "human", "admin_pending"), ACT, None),
        (who("human", "human", "admin"), RULE, None),
        (who("agent", "agent"), ACT, "agent_not_verified"),
        (who("agent", "agent", "agent_verified"), ACT, None),
        (who("agent", "agent", "agent_verified"), RULE, "forbidden"),
        (who("agent", "agent", "agent_verified", scopes=frozenset({"garden.plant"})), ACT, None),
        (who("agent", "agent", "agent_verified", scopes=frozenset({"garden.rest"})), ACT, "forbidden"),
        (who("agent", "agent", scopes=frozenset({"garden.rest"})), ACT, "forbidden"),
        (who("human", "human", "admin", scopes=frozenset()), RULE, "forbidden"),
        (who("service", "service"), ACT, "forbidden"),
    ],
)
def test_each_principal_is_told_what_is_missing(principal, permission, refused):
    assert permission.allows(principal) is (refused is None)
    if refused is None:
        permission.require(principal)
    else:
        with pytest.raises(Refusal) as refusal:
            permission.require(principal)
        assert refusal.value.code == refused


def test_a_guest_has_no_account():
    with pytest.raises(Refusal, match="unauthorized"):
        _ = GUEST.account_id
