"""What a circle achieved in figures, its reputation, and who did most in it."""

import pytest
from commonweal.testing.queries import counted_statements

ZERO = {"members": 1, "verified": 0, "minutes": 0, "earned_minor": 0, "domains": []}


async def private(world, person):
    await world.change("UPDATE identity.human SET portfolio = 'private' WHERE id = $1", person.account_id)


def names(board):
    return [each["person"]["name"] for each in board["leaders"]]


async def test_a_circle_without_outcomes_has_figures_of_zero_and_twelve_weeks(world, river):
    owner = await world.person()
    circle_id = await river.circle(owner)
    found = await world.get(None, f"/{circle_id}/progress")
    assert {name: found[name] for name in ZERO} == ZERO
    assert [each["missions"] for each in found["weeks"]] == [0] * 12
    assert found["reputation"] is None


async def test_figures_add_up_what_is_verified(world, river, broken, clock):
    owner, other = await world.person(), await world.person()
    circle_id = await river.circle(owner)
    await river.join(circle_id, other)
    await river.achieve(circle_id, owner, 12_00)
    await clock.forward(days=7)
    await river.achieve(circle_id, owner, 30_50, domain="elder_care", duration_min=45)
    await river.achieve(circle_id, other, 10_00, domain="elder_care")

    found = await world.get(None, f"/{circle_id}/progress")

    assert (found["verified"], found["minutes"], found["earned_minor"]) == (3, 225, 52_50)
    assert found["domains"] == [
        {"domain": "elder_care", "missions": 2},
        {"domain": "clean_water_sanitation", "missions": 1},
    ]
    assert [each["missions"] for each in found["weeks"]][-2:] == [1, 2]
    assert await broken() == {}


async def test_reputation_is_the_mean_of_active_people_weighted_by_their_missions_here(world, river, broken):
    owner, second, third, agent = [await world.person() for _ in range(3)] + [await world.agent()]
    circle_id = await river.circle(owner)
    for each in (second, third, agent):
        await river.join(circle_id, each)
    for each, score in ((owner, 10), (second, 40), (third, 75)):
        await river.score(each, score)
    for _ in range(3):
        await river.achieve(circle_id, third)

    async def reputation():
        return (await world.get(None, f"/{circle_id}/progress"))["reputation"]

    assert await reputation() == round((10 + 40 + 4 * 75) / 6)
    await river.score(second, 90)
    assert await reputation() == round((10 + 90 + 4 * 75) / 6)
    assert await broken() == {}
    await river.leave(circle_id, third)
    assert await reputation() is None, "two people could be told apart by a stranger"
    assert (await world.get(owner, f"/{circle_id}/progress"))["reputation"] == 50
    assert await broken() == {}


async def test_the_leaderboard_goes_by_missions_then_by_tokens_and_forgets_who_left(world, river):
    people = {name: await world.person(name=name) for name in ("Ana", "Bo", "Cy", "Di")}
    circle_id = await river.circle(people["Ana"])
    for name in ("Bo", "Cy", "Di"):
        await river.join(circle_id, people[name])
    for name, tokens in (("Ana", 500), ("Bo", 2_000), ("Cy", 100), ("Cy", 100), ("Di", 9_000), ("Di", 9_000)):
        await river.achieve(circle_id, people[name], tokens)
    await river.leave(circle_id, people["Di"])

    board = await world.get(people["Ana"], f"/{circle_id}/leaderboard")

    assert names(board) == ["Cy", "Bo", "Ana"]
    assert [(each["rank"], each["missions"], each["earned_minor"]) for each in board["leaders"]] == [
        (1, 2, 200),
        (2, 1, 2_000),
        (3, 1, 500),
    ]
    assert (board["own"]["rank"], board["own"]["earned_minor"]) == (3, 500)


async def test_the_month_board_forgets_what_is_older_than_thirty_days(world, river, clock):
    ana, bo = await world.person(name="Ana"), await world.person(name="Bo")
    circle_id = await river.circle(ana)
    await river.join(circle_id, bo)
    for _ in range(2):
        await river.achieve(circle_id, ana)
    await clock.forward(days=20)
    await river.achieve(circle_id, bo)
    assert names(await world.get(bo, f"/{circle_id}/leaderboard", period="month")) == ["Ana", "Bo"]
    await clock.forward(days=11)
    for _ in range(2):
        await world.site.run_task("circles.forget_months")
    assert names(await world.get(bo, f"/{circle_id}/leaderboard", period="month")) == ["Bo"]
    assert names(await world.get(bo, f"/{circle_id}/leaderboard")) == ["Ana", "Bo"]
    assert (await world.get(ana, f"/{circle_id}/leaderboard", period="month"))["own"] is None


async def test_ten_are_shown_and_ones_own_place_beside_them(world, river):
    owner = await world.person()
    circle_id = await river.circle(owner)
    await river.achieve(circle_id, owner, 1)
    for tokens in range(11):
        person = await world.person()
        await river.join(circle_id, person)
        await river.achieve(circle_id, person, 100 + tokens)
    board = await world.get(owner, f"/{circle_id}/leaderboard")
    assert len(board["leaders"]) == 10
    assert board["own"]["rank"] == 12


async def test_whoever_keeps_their_portfolio_private_is_shown_inside_only(world, river):
    hidden, shown = await world.person(name="Hidden"), await world.person(name="Shown")
    circle_id = await river.circle(hidden)
    await river.join(circle_id, shown)
    for person in (hidden, shown):
        await river.achieve(circle_id, person)
        await river.achieve(circle_id, hidden)
    await private(world, hidden)
    assert names(await world.get(shown, f"/{circle_id}/leaderboard")) == ["Hidden", "Shown"]
    for reader in (None, await world.person()):
        assert names(await world.get(reader, f"/{circle_id}/leaderboard")) == ["Shown"]


@pytest.mark.parametrize("path", ["progress", "leaderboard", "milestones", "gratitude"])
@pytest.mark.parametrize("relation", ["guest", "stranger", "invited", "requested", "left", "banned"])
async def test_a_private_circle_shows_nothing_of_it_to_whoever_is_not_inside(world, river, path, relation):
    owner, reader = await world.person(), None if relation == "guest" else await world.person()
    circle_id = await river.circle(owner, visibility="private")
    if relation not in ("guest", "stranger"):
        await world.member(circle_id, reader, state=relation)
    await world.get(owner, f"/{circle_id}/{path}")
    refused = await world.get(reader, f"/{circle_id}/{path}", status=404)
    unknown = await world.get(reader, f"/{owner.account_id}/{path}", status=404)
    assert {**refused, "instance": "", "request_id": ""} == {**unknown, "instance": "", "request_id": ""}


async def test_figures_cost_the_same_however_many_members_there_are(world, river):
    owner = await world.person()
    circle_id = await river.circle(owner)
    await river.achieve(circle_id, owner)

    async def cost():
        with counted_statements() as seen:
            await world.get(owner, f"/{circle_id}/progress")
            await world.get(owner, f"/{circle_id}/leaderboard")
        return len(seen)

    await cost()
    few = await cost()
    for _ in range(5):
        person = await world.person()
        await river.join(circle_id, person)
        await river.achieve(circle_id, person)
    assert await cost() == few
