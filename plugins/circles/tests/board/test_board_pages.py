"""The board's pages: every button is a form that works without scripts, and says what went wrong."""

import re

from commonweal_circles.board.drafting import mission_named
from commonweal_review.api import Decision
from hypothesis import given
from hypothesis import strategies as st


class Browser:
    """One member with a browser on the board's page."""

    def __init__(self, board, who):
        self.board, self.who, self.url = board, who, f"/circles/{board.circle}"

    async def page(self, path="/board", status=200, **query):
        async with self.board.world.site.browse(self.who) as client:
            answer = await client.get(self.url + path, params=query, headers={"accept": "text/html"})
        assert answer.status_code == status, answer.text
        return answer.text

    async def press(self, path, status=303, **entries):
        """Send a form, and return the page that comes, or where the browser is sent."""
        async with self.board.world.site.browse(self.who) as client:
            answer = await client.post(self.url + path, data=entries, headers={"accept": "text/html"})
        assert answer.status_code == status, answer.text
        return answer.headers.get("location") or answer.text


async def test_a_mission_is_proposed_by_its_address_voted_for_and_adopted(board):
    mission = await board.mission(title="Count the otters")
    ana, ben, owner = (Browser(board, who) for who in (board.ana, board.ben, board.owner))

    back = await ana.press("/board/propose", mission=f"https://commons.example/missions/{mission}?lang=es#a")
    anchor = back.partition("#proposal-")[2]
    await ben.press(f"/board/{anchor}/vote")
    await ben.press(f"/board/{anchor}/unvote")
    await owner.press(f"/board/{anchor}/vote")
    page = await ben.page()
    assert "2 of 3 votes" in page
    await ben.press(f"/board/{anchor}/vote")

    page = await ben.page()
    assert "Count the otters" in page
    assert f'action="{ben.url}/parties"' in page
    assert 'data-refresh="proposal. party."' in page


async def test_a_form_that_is_wrong_comes_back_with_what_to_change(board):
    ana, moderator = Browser(board, board.ana), Browser(board, board.moderator)
    mission = await board.mission()
    made = await board.propose(board.ana, mission)

    assert "neither the address nor the id" in await ana.press("/board/propose", 422, mission="hello")
    assert "is proposed already" in await ana.press("/board/propose", 409, mission=str(mission))
    short = await moderator.press(f"/board/{made['id']}/decline", 422, reason="")
    assert f'id="decline-{made["id"]}"' in short
    assert "aria-invalid" in short
    await moderator.press(f"/board/{made['id']}/decline", reason="Too far away for us.")
    assert "Too far away for us." in await ana.page(state="declined")


async def test_buddies_join_by_buttons_and_a_refused_claim_names_whom_it_concerns(board, world):
    ana, ben = Browser(board, board.ana), Browser(board, board.ben)
    mission = await board.adopted()
    await ana.press("/parties", mission=str(mission))
    party = re.search(r'id="party-([0-9a-f-]+)"', await ben.page()).group(1)
    await ben.press(f"/parties/{party}/join")
    await world.change("UPDATE circles.buddy SET joined_at = now() - interval '3 days'")

    refused = await ana.press(f"/parties/{party}/claim", 409)
    assert "agreed more than 48 hours ago" in refused
    await ben.press(f"/parties/{party}/join")
    await ana.press(f"/parties/{party}/claim")

    claim = await world.value("SELECT claim_id FROM circles.buddy WHERE human_id = $1", board.ben.account_id)
    page = await ben.page()
    assert "Claimed together by 2 members" in page
    assert f'href="/claims/{claim}"' in page
    assert len(await board.claims(mission)) == 2


async def test_the_page_of_a_mission_offers_ones_circles_and_fills_in_the_form(board, world):
    mission = await board.mission()

    async def read(who, path):
        async with world.site.browse(who) as client:
            return (await client.get(path, headers={"accept": "text/html"})).text

    offer = f"/circles/{board.circle}/board?mission={mission}#propose"
    assert offer in await read(board.ana, f"/missions/{mission}")
    assert offer not in await read(board.stranger, f"/missions/{mission}")
    assert f'value="{mission}"' in await read(board.ana, offer.partition("#")[0])
    made = await board.propose(board.ana, mission)
    assert f"#proposal-{made['id']}" in await read(board.ben, f"/missions/{mission}")


async def test_open_missions_of_the_domain_or_the_box_are_suggested_until_they_are_proposed(board, world):
    there = await board.mission(title="Here by the river", latitude=38.71, longitude=-9.14, radius_km=1)
    akin = await board.mission(title="Of our domain", domain="environmental_protection")
    await board.mission(title="Far and foreign")
    await world.change(
        "UPDATE circles.circle SET place_name = 'Lisbon', west = -9.3, south = 38.6, east = -9, north = 38.9"
    )
    ana = Browser(board, board.ana)

    page = await ana.page()
    assert page.index("Here by the river") < page.index("Of our domain")
    assert "Far and foreign" not in page
    for mission in (there, akin):
        await board.propose(board.ana, mission)
        await board.send(board.ana, f"/proposals/{await proposal_of(world, mission)}/withdraw", None, 204)

    assert "Here by the river" not in await ana.page()
    assert "Here by the river" not in await Browser(board, board.stranger).page()


async def test_review_decides_who_reads_a_reason(board, world):
    from commonweal_circles.board.kinds import content_kinds

    made = await board.propose(board.ana, reason="Let us count what lives in the river together.")
    (kind,) = content_kinds(None)
    seen = []
    for status in ("rejected", "approved"):
        decision = Decision(id=board.circle, source="admin", status=status, before="flagged")
        async with world.database.write() as work:
            await kind.decided(work, await proposal_of(world), status, decision)
        seen.append((await board.listed(board.ben))[0]["reason"])

    assert (made["state"], seen) == ("proposed", ["", "Let us count what lives in the river together."])


async def proposal_of(world, mission=None):
    """Return the newest proposal, or that of a mission."""
    return await world.value(
        "SELECT id FROM circles.proposal WHERE $1::uuid IS NULL OR mission_id = $1 ORDER BY id DESC LIMIT 1",
        mission,
    )


@given(named=st.uuids(), before=st.sampled_from(["", "/missions/", "https://a.example/missions/"]))
def test_a_mission_is_named_by_its_id_or_its_address(named, before):
    for after in ("", "?lang=es", "#steps", "/") if before else ("",):
        assert mission_named(f"  {before}{named}{after} ") == named
    for wrong in (f"{named}x", f"/circles/{named}", f"javascript:{named}", "", f"{named} {named}"):
        assert mission_named(wrong) is None
