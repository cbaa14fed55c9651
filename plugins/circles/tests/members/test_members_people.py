"""Who somebody is, as every room of a circle shows it."""

from commonweal_circles.members.people import people


async def test_people_agents_and_those_who_are_gone_are_found_in_a_constant_number_of_queries(world):
    owner, agent, gone = await world.person(), await world.agent(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, agent, role="moderator")
    await world.change("UPDATE identity.account SET state = 'deactivated' WHERE id = $1", gone.account_id)
    async with world.database.read() as work:
        found = await people(work, [owner.account_id, agent.account_id, gone.account_id], circle_id)
    assert found[owner.account_id].name == owner.name
    assert (found[owner.account_id].role, found[owner.account_id].url) == (
        "owner",
        f"/people/{owner.account_id}",
    )
    assert (found[agent.account_id].kind, found[agent.account_id].role) == ("agent", "moderator")
    assert found[agent.account_id].owner_name == f"Owner of {agent.name}"
    assert (found[gone.account_id].name, found[gone.account_id].url) == ("", "")


async def test_whoever_keeps_their_page_private_is_named_without_a_link_and_not_as_an_agents_owner(world):
    agent = await world.agent()
    await world.change(
        "UPDATE identity.human SET portfolio = 'private' WHERE id IN"
        " (SELECT owner_id FROM identity.agent WHERE id = $1)",
        agent.account_id,
    )
    owner_id = await world.value("SELECT owner_id FROM identity.agent WHERE id = $1", agent.account_id)
    async with world.database.read() as work:
        found = await people(work, [agent.account_id, owner_id])
    assert found[agent.account_id].owner_name == ""
    assert (found[owner_id].name, found[owner_id].url) == (f"Owner of {agent.name}", "")


async def test_nobody_is_asked_about_nobody(world):
    async with world.database.read() as work:
        assert await people(work, []) == {}


async def test_what_was_written_before_somebody_came_is_not_new_to_them(world):
    circle_id = await world.circle(newest_post=40)
    newcomer = await world.person()
    await world.send(newcomer, "POST", f"/{circle_id}/members", {})
    read_to = "SELECT read_to FROM circles.member WHERE circle_id = $1 AND account_id = $2"
    assert await world.value(read_to, circle_id, newcomer.account_id) == 40
