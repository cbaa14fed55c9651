"""Handles: whom they stand for, and that finding them does not go through everybody."""

import pytest
from commonweal_identity.handles import _FIND, find_by_handles, handle_of


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["identity"]


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ana García", "ana_garcia"),
        ("  ", ""),
        ("Ana (PhD)", "ANA_PhD"),
        ("O'Brien", "o\u2019brien"),
        ("王 伟", "王_伟"),
        ("\ufdfa" * 100, "x"),
    ],
)
async def test_a_person_is_found_by_the_handle_of_their_name(database, principals, name, handle):
    person = await principals.human()
    async with database.write() as work:
        await work.execute(
            "UPDATE identity.human SET display_name = $2 WHERE id = $1", person.account_id, name
        )
        found = await find_by_handles(work, [handle, handle_of(name), "nobody"])

    asked = {handle} if len(handle) > 1 else set()
    assert {each.handle for each in found if each.id == person.account_id} >= asked


async def test_a_suspended_account_is_not_found(database, principals):
    person, agent = await principals.human(name="Ana"), await principals.agent()
    async with database.write() as work:
        username = await work.fetch_value(
            "SELECT username FROM identity.agent WHERE id = $1", agent.account_id
        )
        found = await find_by_handles(work, ["ana", username.upper()])
        assert {(each.id, each.kind) for each in found} >= {
            (person.account_id, "human"),
            (agent.account_id, "agent"),
        }
        await work.execute("UPDATE identity.account SET state = 'suspended'")
        assert await find_by_handles(work, ["ana", username]) == []


async def test_finding_goes_by_the_indexes(database):
    async with database.write() as work:
        await work.execute("SET LOCAL enable_seqscan = off")
        plan = "\n".join(row[0] for row in await work.fetch("EXPLAIN " + _FIND, ["ana"]))

    assert "human_handle" in plan
    assert "agent_username_key" in plan
    assert "Seq Scan on human" not in plan
