"""Agents, memberships and the audit log, on parallel connections."""

import asyncio
import hashlib
from pathlib import Path

import asyncpg
import commonweal_identity
import pytest
from commonweal import Principal, Refusal, new_id
from commonweal.storage.migrations import MigrationSource, kernel_source
from commonweal_identity.agents.keeping import find_by_key, register_agent, rotate_key
from commonweal_identity.agents.reading import change_approved_items, find_agents
from commonweal_identity.agents.rules import is_username, make_key
from commonweal_identity.audit import record_audit
from commonweal_identity.organisations.members import end_membership
from commonweal_identity.organisations.reading import memberships_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def migration_sources():
    folder = Path(commonweal_identity.__file__).parent / "migrations"
    return [kernel_source(), MigrationSource("identity", "identity", folder)]


def hashed(key):
    return hashlib.sha256(key.encode()).digest()


async def register(database, username, owner=b"owner"):
    async with database.write() as work:
        return await register_agent(work, hashed, username=username, display_name="A", owner_key=owner)


async def test_ten_registrations_at_once_make_three_agents_of_one_owner(database):
    answers = await asyncio.gather(
        *(register(database, f"agent_{n}") for n in range(10)), return_exceptions=True
    )
    assert (
        sorted(getattr(answer, "code", "made") for answer in answers) == ["made"] * 3 + ["rate_limited"] * 7
    )


async def test_rotations_at_once_leave_one_present_key_and_the_old_one_works_on(database):
    agent = await register(database, "heron")

    async def rotate():
        async with database.write() as work:
            return await rotate_key(work, hashed, agent.id)

    keys = await asyncio.gather(*(rotate() for _ in range(5)))
    async with database.write() as work:
        assert await find_by_key(work, hashed, agent.key) == (agent.id, True)
        assert sorted([(await find_by_key(work, hashed, key))[1] for key in keys]) == [False] + [True] * 4
        await work.execute("UPDATE identity.agent_key SET ends_at = now() WHERE ends_at IS NOT NULL")
        with pytest.raises(Refusal, match="api_key_invalid"):
            await find_by_key(work, hashed, agent.key)


async def test_two_owners_who_leave_at_once_do_not_both_leave(database):
    organisation, owners = new_id(), [new_id(), new_id()]
    async with database.write() as work:
        await work.execute(
            "INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation
        )
        await work.execute(
            "INSERT INTO identity.organisation (id, slug, name) VALUES ($1, 'x', 'Xx')", organisation
        )
        for owner in owners:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", owner)
            await work.execute(
                "INSERT INTO identity.membership VALUES ($1, $2, 'owner', 'active')", organisation, owner
            )

    async def leave(owner):
        async with database.write() as work:
            await end_membership(work, organisation, owner)

    answers = await asyncio.gather(*map(leave, owners), return_exceptions=True)
    assert sorted(getattr(answer, "code", "left") for answer in answers) == ["conflict", "left"]


@pytest.mark.parametrize(
    "sql", ["UPDATE identity.audit SET reason = 'x'", "DELETE FROM identity.audit", "TRUNCATE identity.audit"]
)
async def test_the_audit_log_cannot_be_changed(database, sql):
    async with database.write() as work:
        who = Principal(kind="human", id=str(new_id()))
        await record_audit(work, who, "identity.suspend", subject_kind="agent", subject_id=new_id())
    with pytest.raises(asyncpg.RestrictViolationError):
        async with database.write() as work:
            await work.execute(sql)


async def test_names_and_keys_keep_their_form():
    assert is_username("heron_field")
    assert not any(map(is_username, ["ab", "_ab", "a__b", "Abc", "admin", "a" * 101]))
    assert len(make_key()) == 70


async def test_others_read_agents_with_their_trust(database):
    agent = await register(database, "tidewatcher")
    async with database.write() as work:
        await change_approved_items(work, agent.id, -2)
        found = await find_agents(work, [agent.id, new_id()])
        assert await memberships_of(work, new_id(), roles=["owner"]) == []
    assert [(each.username, each.trust_tier, each.state) for each in found.values()] == [
        ("tidewatcher", "new", "active")
    ]
