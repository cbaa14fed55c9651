"""What is left of a principal whose connection stays open while credentials end and roles are taken away."""

from commonweal import Principal, enqueue, new_id
from commonweal_identity.agents.upkeep import tell_key_ended
from commonweal_identity.api import acts_as, principal_now
from commonweal_identity.authentication import authenticate
from commonweal_identity.humans.second_factor import remove_second_factor
from commonweal_identity.humans.sessions import Place, begin_session, end_sessions
from commonweal_identity.keys import Keys

from .agents import owner_of, verified
from .people import API, PASSWORD


async def who(site, token):
    return await authenticate(site.context, {"authorization": f"Bearer {token}"}, {}, lambda *_: None)


async def now(site, principal):
    async with site.database.read() as work:
        return await principal_now(work, principal)


async def test_a_human_is_nobody_once_the_session_has_ended_and_another_one_goes_on(site):
    await site.add()
    client = site.person().client
    asked = {"email": "ana@example.org", "password": PASSWORD}
    tokens = [(await client.post(f"{API}/tokens", json=asked)).json()["access_token"] for _ in range(2)]
    first, second = [await who(site, token) for token in tokens]
    assert await now(site, first) == first
    async with site.database.write() as work:
        await end_sessions(work, [first.session_id], "ended")
    assert await now(site, first) is None
    assert await now(site, second) == second
    await site.change("UPDATE identity.account SET state = 'suspended' WHERE id = $1", second.account_id)
    assert await now(site, second) is None


async def test_an_admin_whose_role_was_taken_away_is_a_human_still(site):
    await site.add()
    human_id = await site.value("SELECT id FROM identity.human")
    admin = Principal(kind="human", id=str(human_id), roles=frozenset({"human", "admin"}))
    assert (await now(site, admin)).roles == {"human"}
    await site.change("UPDATE identity.human SET is_admin = true")
    assert await now(site, admin) == admin


async def test_an_admin_whose_second_factor_was_removed_needs_one_again(site):
    human_id = await site.add(is_admin=True)
    async with site.database.write() as work:
        place = Place("", "", is_secure=True)
        begun = await begin_session(work, Keys(b"k"), human_id, "cookie", place, second_factor=True)
    roles = frozenset({"human", "admin"})
    admin = Principal(kind="human", id=str(human_id), roles=roles, session_id=begun.session_id)
    assert await now(site, admin) == admin
    async with site.database.write() as work:
        await remove_second_factor(work, human_id)
    assert (await now(site, admin)).roles == {"human", "admin_pending"}


async def test_an_agent_is_nobody_once_its_key_is_revoked_and_goes_on_with_another(site):
    _, owner = await owner_of(site)
    name, first = await verified(site, owner)
    made = (await owner.post(f"{API}/agents/{name}/keys", json={})).json()
    by_first, by_second = await who(site, first), await who(site, made["api_key"])
    assert str(by_second.key_id) == made["id"]
    assert (await owner.delete(f"{API}/agents/{name}/keys/{made['id']}")).status_code == 204
    assert await now(site, by_second) is None
    assert await now(site, by_first) == by_first


async def test_a_key_that_was_replaced_ends_a_day_later_and_that_is_told(site):
    _, owner = await owner_of(site)
    name, key = await verified(site, owner)
    agent = await who(site, key)
    answer = await owner.post(f"{API}/agents/{name}/keys/{agent.key_id}/rotation")
    assert answer.status_code == 201
    due = await site.value(
        "SELECT due_at - now() > interval '23 hours' FROM kernel.task_request WHERE task = $1",
        "identity.tell_key_ended",
    )
    assert (due, await now(site, agent)) == (True, agent)
    await site.work()  # too early
    about = {"agent_id": agent.account_id, "key_id": agent.key_id}
    async with site.database.write() as work:
        await enqueue(work, tell_key_ended, **about)
    assert await site.events("agent_key_ended") == 0
    await site.change("UPDATE identity.agent_key SET ends_at = now() WHERE id = $1", agent.key_id)
    await site.work()
    assert await site.events("agent_key_ended") == 1
    assert await now(site, agent) is None


async def test_an_agent_is_nobody_while_its_owner_is_suspended_and_the_event_names_it(site):
    from commonweal_identity.admin.acts import suspend

    human_id, owner = await owner_of(site)
    _, key = await verified(site, owner)
    agent = await who(site, key)
    admin_id = await site.add(email="root@example.org", is_admin=True)
    admin = Principal(kind="human", id=str(admin_id), roles=frozenset({"human", "admin"}))
    async with site.database.write() as work:
        await suspend(work, admin, human_id, "Many reports")
    assert await now(site, agent) is None
    named = await site.value(
        "SELECT data->>'agent_ids' FROM kernel.event WHERE type = 'identity.account_suspended'"
    )
    assert named == f'["{agent.id}"]'


async def test_a_guest_stays_a_guest_and_a_stranger_is_nobody(site):
    guest = Principal(kind="guest", id="someone")
    assert await now(site, guest) == guest
    for kind in ("human", "agent", "service"):
        assert await now(site, Principal(kind=kind, id=str(new_id()))) is None


def test_only_the_account_itself_acts_as_it_and_only_with_a_key_that_may_read_its_own():
    account = new_id()
    agent = Principal(kind="agent", id=str(account), roles=frozenset({"agent"}))
    assert acts_as(agent, account)
    assert not acts_as(agent, new_id())
    narrowed = Principal(
        kind="agent", id=str(account), roles=frozenset({"agent"}), scopes=frozenset({"missions.create"})
    )
    assert not acts_as(narrowed, account)
    assert not acts_as(Principal(kind="guest", id=str(account)), account)
