"""Nobody learns of a private circle who may not: every address of the app is asked by everybody.

What the circle's *face* says holds the word QUILLWHISTLE, what its *inside* says BRAMBLEKNOCK, in every text
that members can write. All addresses come from the app's own table of routes, so that a new one is asked too;
where one takes words to search for, it is asked for both. That the words do stand on the surfaces is seen by
asking as a member.
"""

from urllib.parse import quote

import pytest
from commonweal import Principal, new_id
from commonweal.testing.web import browse
from commonweal_ledger import api as ledger
from litestar.routes import HTTPRoute

FACE, INSIDE, CONTROL = "quillwhistle", "brambleknock", "thistlegrumble"
GONE = ("left", "removed", "banned")
"""Those who were members: their own notifications may name the circle they left, or were put out of."""
OUTSIDERS = ("guest", "stranger", "agent", "admin", "organisation", "owner_of_agent", *GONE)
REFUSED = (302, 303, 401, 403, 404)
OPEN = ("/api/v1/realtime/stream", "/api/v1/realtime/poll", "/api/v1/realtime/events")
"""Connections that stay open: who may follow is tried in tests/live."""
LONG = "We count what lives along the stream, and plant the banks anew with those who live there."


class Story:
    """A private circle in which everything has happened, and all who have, had or never had a part in it."""

    def __init__(self, world):
        self.world, self.site = world, world.site
        self.people = {}
        self.ids = {}

    async def send(self, who, method, path, body=None, status=None, **sent):
        async with self.site.browse(self.people[who]) as client:
            answer = await client.request(
                method,
                f"/api/v1/circles{path}",
                json=body,
                headers={"idempotency-key": str(new_id())},
                **sent,
            )
        assert answer.status_code == status if status else answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    async def tell(self):
        """Let everything happen in the circle."""
        world, people = self.world, self.people
        people["guest"] = None
        people["owner"] = await world.person(tokens=100, name="Olga")
        for name in ("moderator", "member", "left", "removed", "banned", "invited", "stranger"):
            people[name] = await world.person(name=name.title())
        people["inside_agent"], people["agent"] = await world.agent(), await world.agent()
        people["admin"] = await world.principals.admin()
        owner_id = await world.value(
            "SELECT owner_id FROM identity.agent WHERE id = $1", people["inside_agent"].account_id
        )
        people["owner_of_agent"] = Principal(
            kind="human", id=str(owner_id), rate_class="human", roles=frozenset({"human"})
        )
        people["organisation"] = (await world.principals.member("owner")).principal
        async with world.database.write() as work:
            for name in ("admin", "owner_of_agent", "organisation"):
                await ledger.open_account(work, people[name].account_id, "human")
        made = await self.send(
            "owner",
            "POST",
            "",
            {
                "name": f"The {FACE} circle",
                "description": f"{FACE}: {LONG}",
                "topic": f"{FACE} streams",
                "visibility": "private",
                "welcome": f"Welcome to the {INSIDE}.",
                "place_name": f"{FACE} valley",
                "west": -3.0,
                "south": 51.0,
                "east": -2.0,
                "north": 52.0,
            },
        )
        self.circle = circle = made["id"]
        await self.join("moderator", "member", "left", "removed", "banned", "inside_agent")
        await self.invite("invited")
        moderator = people["moderator"].account_id
        await self.send("owner", "PATCH", f"/{circle}/members/{moderator}", {"role": "moderator"})
        await self.talk()
        await self.aim()
        await self.site.settle()
        await self.send("left", "DELETE", f"/{circle}/me")
        gone, reason = people["removed"].account_id, {"reason": "Told to whom it concerns"}
        await self.send("moderator", "POST", f"/{circle}/members/{gone}/remove", reason)
        banned = {"account_id": str(people["banned"].account_id), "reason": "Insults"}
        await self.send("moderator", "POST", f"/{circle}/bans", banned)
        await self.say("owner", f"After them: {INSIDE} again.")
        await self.site.settle()
        return self

    async def invite(self, name):
        body = {"kind": "account", "account_id": str(self.people[name].account_id)}
        await self.send("owner", "POST", f"/{self.circle}/invitations", body)

    async def join(self, *names):
        for name in names:
            await self.invite(name)
            await self.send(name, "POST", f"/{self.circle}/members", {})

    async def say(self, who, text, **more):
        """Begin a thread that everybody inside reads, whatever review thinks of its words."""
        body = {"title": f"On the {INSIDE}", "text": text, **more}
        made = await self.send(who, "POST", f"/{self.circle}/threads", body)
        assert made["state"] == "published", made
        return made["id"]

    async def talk(self):
        circle = self.circle
        file = {"file": (f"{INSIDE}.txt", f"{INSIDE} list of fish".encode(), "text/plain")}
        async with self.site.browse(self.people["member"]) as client:
            answer = await client.post(f"/api/v1/circles/{circle}/attachments", files=file)
        assert answer.status_code == 201, answer.text
        self.ids["attachment_id"] = answer.json()["id"]
        names = " ".join(f"@{name.title()}" for name in ("left", "removed", "banned"))
        self.ids["thread_id"] = thread = await self.say(
            "member", f"The {INSIDE} of today, {names}.", attachments=[self.ids["attachment_id"]]
        )
        reply = {"text": f"A {INSIDE} answer."}
        made = await self.send("inside_agent", "POST", f"/{circle}/threads/{thread}/posts", reply)
        self.ids["post_id"] = made["id"]
        await self.send("owner", "PUT", f"/{circle}/posts/{thread}/reactions/thanks")
        report = {"reason": "other", "text": f"{INSIDE} report"}
        made = await self.send("owner", "POST", f"/{circle}/posts/{self.ids['post_id']}/reports", report)
        self.ids["report_id"] = made["id"]
        hidden = await self.say("banned", f"A {INSIDE} insult.")
        await self.send("moderator", "POST", f"/{circle}/posts/{hidden}/hide", {"reason": f"{INSIDE} rule"})

    async def aim(self):
        circle = self.circle
        aim = {"title": f"The {INSIDE} milestone", "metric": "missions", "target": 5}
        made = await self.send("owner", "POST", f"/{circle}/milestones", aim)
        self.ids["milestone_id"] = made["id"]
        for name in ("left", "removed", "member"):
            note = {"to_id": str(self.people[name].account_id), "text": f"Thanks for the {INSIDE}."}
            await self.send("owner", "POST", f"/{circle}/gratitude", note)


def addresses(app, ids):
    """Return an address for each route that can be read, and another that searches where words are taken."""
    found = []
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or "GET" not in route.route_handler_map:
            continue
        if route.path.startswith(OPEN):
            continue
        handler = route.route_handler_map["GET"][0]
        steps = [
            part if isinstance(part, str) else ids.get(part.name) or unknown(part)
            for part in route.path_components
        ]
        address = "/" + "/".join(steps)
        names = handler.opt.get("query_names") or set()
        found.append(address)
        if "q" in names:
            found += [f"{address}?q={FACE}", f"{address}?q={INSIDE}"]
        if "topic" in names:
            found.append(f"{address}?topic={quote('circle:' + ids['circle_id'])}")
    return found


def unknown(part):
    return "no-such-thing" if part.type is str else str(new_id())


@pytest.fixture
async def story(unhurried_world):
    return await Story(unhurried_world).tell()


async def read(story, who, address):
    async with browse(story.site.app, story.people[who]) as client:
        answer = await client.get(address, follow_redirects=False)
    return answer.status_code, answer.text.lower()


async def told(story, who, address):
    """Say what an address tells somebody that they may not know, and whether it tells of the inside."""
    status, text = await read(story, who, address)
    _, found = await read(story, who, control(address)) if "?q=" in address else (0, "")
    echoes = found.count(CONTROL)  # of words that nobody wrote: what was asked for is shown again
    faults = []
    tells_face, tells_inside = text.count(FACE) > echoes, text.count(INSIDE) > echoes
    own_news = who in GONE and "notifications" in address
    if status >= 500 and "stream_unavailable" not in text:
        faults.append("a failure")
    if who == "invited" and tells_inside:
        faults.append("words of the inside")
    if who in OUTSIDERS:
        if tells_inside or (tells_face and not own_news):
            faults.append("words")
        if story.circle not in address and story.circle in text and not own_news:
            faults.append("the id")
        is_own_appeal = who == "banned" and address.endswith("/appeal")
        if story.circle in address and status not in REFUSED and not is_own_appeal:
            faults.append("that it is there")
    return [f"{who} is told {fault}: {address} ({status})" for fault in faults], tells_inside


def control(address):
    return address.replace(FACE, CONTROL).replace(INSIDE, CONTROL)


async def test_no_address_tells_of_a_private_circle_to_whoever_may_not_know(story):
    ids = {"circle_id": story.circle, **story.ids}
    seen, leaks = set(), []
    for address in addresses(story.site.app, ids):
        for who in (*OUTSIDERS, "invited", "member", "moderator"):
            faults, tells_inside = await told(story, who, address)
            leaks += faults
            if who in {"member", "moderator"} and tells_inside:
                seen.add(address.replace(story.circle, "{circle}"))
    assert not leaks, f"{len(leaks)} leaks\n" + "\n".join(leaks[:60])
    assert len(seen) > 20, sorted(seen)
