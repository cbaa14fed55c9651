"""What followers of a circle are told, and who follows it; its state is compared in the tests of realtime."""

import asyncio
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from commonweal import Principal, Refusal, new_id
from commonweal.messaging.tail import newest_position
from commonweal_circles.live.streams import TOLD
from commonweal_missions.testing import overturn_claim, verify_claim

PATIENCE = 30
GUEST = Principal(kind="guest", id="somewhere")


class Watcher:
    """A follower that keeps the frames it was told."""

    def __init__(self, principal):
        self.principal = principal or GUEST
        self.position, self.over, self.frames = None, "", []

    def deliver(self, batch, _):
        for frame in batch:
            told = json.loads(frame.json)
            assert not self.over, f"{told['event']} was told after the end"
            assert frame.previous <= self.position < frame.position, "there is a gap"
            self.position = frame.position
            self.frames.append(told)

    def ended(self, _, reason):
        self.over = reason

    def stale(self, topic):
        raise AssertionError(f"{topic} is stale")

    def presence(self, topic, count):
        """How many follow is no state of the tables."""

    @property
    def heard(self):
        return [frame["event"] for frame in self.frames]


class Stage:
    """A circle, a hub, and those who follow it."""

    def __init__(self, world, hub, circle_id):
        self.world, self.hub, self.circle_id = world, hub, circle_id
        self.topic, self.watchers = f"circle:{circle_id}", []

    async def follow(self, principal):
        watcher = Watcher(principal)
        watcher.position = (await self.hub.follow(watcher, self.topic)).position
        self.watchers.append(watcher)
        return watcher

    async def act(self, who, method, path, body=None):
        async with self.world.site.browse(who) as client:
            answer = await client.request(method, f"/api/v1/circles/{self.circle_id}{path}", json=body)
        assert answer.status_code < 300, f"{method} {path}: {answer.text}"
        await self.settle()
        return answer.json() if answer.content else None

    async def settle(self):
        """Let all that follows happen, and everybody hear of it."""
        await self.world.site.settle()
        newest = await newest_position(self.world.database)
        async with asyncio.timeout(PATIENCE):
            while any(
                not watcher.over and self.hub.position_of(watcher) < newest for watcher in self.watchers
            ):
                await asyncio.sleep(0.01)


@pytest.fixture
async def on_stage(world, hub_on):
    async def set_up(hub, **changes):
        owner, member = await world.person(tokens=50), await world.person()
        circle_id = await world.circle(owner, **changes)
        await world.member(circle_id, member)
        return Stage(world, hub, circle_id), owner, member

    return set_up


async def mission(world):
    now, mission_id = datetime.now(UTC), new_id()
    await world.change(
        """INSERT INTO missions.mission (id, creator_id, creator_kind, creator_name, domain, type, difficulty,
            reward_minor, duration_min, max_claims, step_optional, evidence_kind, evidence_required,
            source_locale, review_status, published_at, expires_at)
        VALUES ($1, $2, 'agent', 'Heron', 'clean_water_sanitation', 'interview', 'beginner', 1000, 90, 500,
            '{false}', '{photo}', '{true}', 'en', 'approved', $3, $3::timestamptz + interval '90 days')""",
        *(mission_id, new_id(), now),
    )
    await world.change(
        """INSERT INTO missions.mission_translation (mission_id, locale, provenance, title, description,
            steps, evidence, source_hash)
        VALUES ($1, 'en', 'author', 'Count', 'Walk along the river.', '{Walk}', '{A}', repeat('0', 64))""",
        mission_id,
    )
    return mission_id


async def talk(stage, owner, member):
    thread = await stage.act(member, "POST", "/threads", {"title": "Herons", "text": "Two today."})
    post = f"/posts/{thread['id']}"
    reply = await stage.act(owner, "POST", f"/threads/{thread['id']}/posts", {"text": "Three."})
    await stage.act(member, "PUT", f"/posts/{reply['id']}/reactions/thanks")
    await stage.act(member, "DELETE", f"/posts/{reply['id']}/reactions/thanks")
    await stage.act(owner, "PATCH", f"/threads/{thread['id']}", {"pinned": True, "locked": True})
    await stage.act(owner, "POST", f"{post}/hide", {"reason": "Off topic."})
    await stage.act(owner, "POST", f"{post}/show")
    await stage.act(member, "PATCH", post, {"text": "Two yesterday.", "version": thread["version"]})
    await stage.act(owner, "DELETE", f"/posts/{reply['id']}")


async def work_together(stage, owner, member):
    world = stage.world
    mission_id = await mission(world)
    proposed = await stage.act(member, "POST", "/proposals", {"mission_id": str(mission_id)})
    await stage.act(owner, "POST", f"/proposals/{proposed['id']}/vote")
    await stage.act(owner, "POST", f"/proposals/{proposed['id']}/adopt")
    party = await stage.act(member, "POST", "/parties", {"mission_id": str(mission_id)})
    await stage.act(member, "POST", f"/parties/{party['id']}/cancel")
    aim = {"title": "Ten missions", "metric": "missions", "target": 10}
    milestone = await stage.act(owner, "POST", "/milestones", aim)
    async with world.database.write() as work:
        claim_id = await verify_claim(work, mission_id, member.account_id)
    await stage.settle()
    async with world.database.write() as work:
        await overturn_claim(work, claim_id)
    await stage.settle()
    await stage.act(owner, "DELETE", f"/milestones/{milestone['id']}")
    await stage.act(owner, "POST", "/gratitude", {"to_id": str(member.account_id), "text": "Thank you!"})


async def change_members(stage, owner, member):
    other = await stage.world.person()
    await stage.act(owner, "POST", "/invitations", {"kind": "account", "account_id": other.id})
    await stage.act(other, "POST", "/members", {})
    await stage.act(owner, "PATCH", f"/members/{other.id}", {"role": "moderator"})
    await stage.act(other, "DELETE", "/me")
    await stage.act(owner, "POST", "/bans", {"account_id": other.id, "reason": "Enough."})
    await stage.act(owner, "DELETE", f"/bans/{other.id}")
    read = await stage.world.get(owner, f"/{stage.circle_id}")
    await stage.act(owner, "PATCH", "", {"version": read["version"], "welcome": "Come in."})
    await stage.act(owner, "POST", "/archive")
    await stage.act(owner, "POST", "/restore")


@pytest.mark.parametrize("follower", ["member", "guest"])
async def test_nobody_hears_who_was_invited_asked_was_banned_or_reported_nor_of_posts_that_wait(
    world, hub_on, on_stage, follower
):
    async with hub_on() as hub:
        stage, owner, member = await on_stage(hub, joining="request")
        watcher = await stage.follow(member if follower == "member" else None)
        other, third = await world.person(), await world.person()
        await stage.act(owner, "POST", "/invitations", {"kind": "account", "account_id": other.id})
        await stage.act(third, "POST", "/members", {"request": "Let me in."})
        await stage.act(owner, "POST", "/bans", {"account_id": other.id, "reason": "Enough."})
        assert watcher.heard == []
        thread = await stage.act(member, "POST", "/threads", {"title": "A title", "text": "Words."})
        await stage.act(owner, "POST", f"/posts/{thread['id']}/reports", {"reason": "spam"})
        await world.change(
            "UPDATE circles.circle SET first_post_approval = true WHERE id = $1", stage.circle_id
        )
        await stage.act(owner, "POST", f"/requests/{third.id}/approve")
        held = await stage.act(third, "POST", "/threads", {"title": "Held back", "text": "Words."})

    assert watcher.heard == ["post.added", "member.changed"]
    heard = json.dumps(watcher.frames)
    for secret in (held["id"], other.id, "Enough", "Let me in", "Words"):
        assert secret not in heard


async def test_what_is_told_is_ids_states_and_counts(hub_on, on_stage):
    async with hub_on() as hub:
        stage, owner, member = await on_stage(hub, visibility="private")
        watcher = await stage.follow(member)
        for story in (talk, work_together, change_members):
            await story(stage, owner, member)

    assert {each.name for each in TOLD} == set(watcher.heard), "let a story go through all of them"
    for frame in watcher.frames:
        for value in frame["data"].values():
            assert isinstance(value, bool | int) or is_word_or_id(value), frame


def is_word_or_id(text):
    try:
        UUID(text)
    except ValueError:
        return text.replace("_", "").isalpha() and len(text) < 20
    return True


async def test_when_a_circle_becomes_private_only_its_members_go_on(world, hub_on, on_stage):
    async with hub_on() as hub:
        stage, owner, member = await on_stage(hub)
        stranger = await stage.follow(await world.person())
        guest, stays = await stage.follow(None), await stage.follow(member)
        read = await world.get(owner, f"/{stage.circle_id}")
        change = {"version": read["version"], "visibility": "private", "joining": "invitation"}
        await stage.act(owner, "PATCH", "", change)
        await stage.act(member, "POST", "/threads", {"title": "Inside", "text": "Words."})

    assert (stranger.over, guest.over, stays.over) == ("revoked", "revoked", "")
    assert "post.added" not in [*stranger.heard, *guest.heard]
    assert "post.added" in stays.heard


async def test_who_may_not_follow_a_private_circle_is_told_what_is_told_of_none(world, hub_on, on_stage):
    async with hub_on() as hub:
        stage, owner, member = await on_stage(hub, visibility="private")
        for state in ("invited", "requested", "left", "banned", None):
            person = await world.person()
            if state:
                await world.member(stage.circle_id, person, state=state)
            assert await refused(stage, person) == await refused(Stage(world, hub, new_id()), person)
        assert await refused(stage, None) == await refused(Stage(world, hub, new_id()), None)
        for person in (owner, member):
            await stage.follow(person)


async def refused(stage, person):
    with pytest.raises(Refusal) as refusal:
        await stage.follow(person)
    return refusal.value.code, refusal.value.arguments
