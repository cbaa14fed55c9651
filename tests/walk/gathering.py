"""A circle in which everybody who asks may do everything, with something of each kind to do it to."""

from datetime import UTC, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from commonweal import Principal, new_id
from commonweal.testing.web import browse
from commonweal_identity.api import sample_id

from walk.people import ADMIN, AGENT, HUMAN, OWNER

API = "/api/v1/circles"
CIRCLE = {
    "name": "Walkers of the whole app",
    "description": "Neighbours who walk every street of the quarter, and write down what they find there.",
    "domain": "community_building",
    "visibility": "public",
    "joining": "request",
    "place_name": "The quarter by the river",
    "west": 36.5,
    "south": -1.5,
    "east": 37.1,
    "north": -1.1,
}
WRITERS = (AGENT, ADMIN, OWNER)
"""Each has a thread, a file, a note and a proposal of their own; what the last one made is the newest."""
_MEMBER = """
INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at, requested_at, invited_at,
    banned_at)
VALUES ($1, $2, $3, $4, $5, now(), now(), now(), CASE WHEN $4 = 'banned' THEN now() END)
"""
_COUNT = "UPDATE circles.circle SET members = 7 WHERE id = $1"
_MISSIONS = """
SELECT id FROM missions.mission AS m
WHERE review_status = 'approved' AND expires_at > now() + interval '1 day' AND archived_at IS NULL
    AND max_claims > 1 AND NOT EXISTS (SELECT FROM missions.claim AS c WHERE c.mission_id = m.id)
ORDER BY id LIMIT 7
"""
TABLES = ("post", "invitation", "proposal", "party", "milestone", "gratitude", "report", "appeal")
_NEWEST = "SELECT id FROM circles.{} WHERE circle_id = $1 ORDER BY created_at DESC LIMIT 3"
_REPORT = """
INSERT INTO circles.report (id, circle_id, post_id, reporter_id, reason) VALUES ($1, $2, $3, $4, 'off_topic')
"""
_APPEAL = """
INSERT INTO circles.appeal (id, circle_id, account_id, about, text)
VALUES ($1, $2, $3, 'ban', 'I was away when it happened.')
"""
ASKS, IS_BANNED, *MEMBERS = (
    sample_id("human", name) for name in ("bo", "camila", "imogen", "deshawn", "rosa")
)


class Circle:
    """The circle while it is made."""

    def __init__(self, app: Any, database: Any) -> None:
        self.app, self.database = app, database
        self.shown: dict[Principal, str] = {}

    async def ask(self, who: Principal, method: str, path: str, **sent: Any) -> Any:
        """Ask the API as somebody; what is refused stops the walk."""
        async with browse(self.app, who) as client:
            key = {"idempotency-key": str(new_id())}
            answer = await client.request(method, API + path, headers=key, **sent)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else None

    @classmethod
    async def made(cls, app: Any, database: Any) -> Self:
        """Make the circle, with everything in it."""
        circle = cls(app, database)
        await circle._make()
        return circle

    async def _make(self) -> None:
        opened = await self.ask(OWNER, "POST", "", json=CIRCLE)
        self.id = opened["id"]
        self.at = f"/{self.id}"
        await self._let_in()
        self.files = {who: [await self._upload(who) for _ in range(2)] for who in WRITERS}
        self.hidden = {
            who: (await self._begin(who, "A thread that is hidden"))["id"] for who in (AGENT, ADMIN)
        }
        for post in self.hidden.values():
            await self.ask(OWNER, "POST", f"{self.at}/posts/{post}/hide", json={"reason": "No streets."})
        await self._fill_board()
        for who in WRITERS:
            await self._write(who)
        await self._set_milestones()
        link = await self.ask(OWNER, "POST", f"{self.at}/invitations", json={"kind": "link"})
        self.token = str(link["token"])

    async def _let_in(self) -> None:
        people = [
            (AGENT.account_id, "agent", "active", "admin"),
            (ADMIN.account_id, "human", "active", "admin"),
        ]
        people += [(each, "human", "active", "member") for each in (HUMAN.account_id, *MEMBERS)]
        people += [(ASKS, "human", "requested", "member"), (IS_BANNED, "human", "banned", "member")]
        async with self.database.write() as work:
            for each in people:
                await work.execute(_MEMBER, UUID(self.id), *each)
            await work.execute(_COUNT, UUID(self.id))
            await work.execute(_APPEAL, new_id(), UUID(self.id), IS_BANNED)

    async def _upload(self, who: Principal) -> str:
        sent = {"file": ("counts.csv", b"street,lamps\nRiver,3\n", "text/csv")}
        return str((await self.ask(who, "POST", f"{self.at}/attachments", files=sent))["id"])

    async def _begin(self, who: Principal, title: str, *files: str) -> Any:
        thread = {"title": title, "text": "We walked the street by the river.", "attachments": files}
        return await self.ask(who, "POST", f"{self.at}/threads", json=thread)

    async def _fill_board(self) -> None:
        """Propose a mission for each who writes, adopt two others, and gather for one of these."""
        async with self.database.read() as work:
            missions = [str(row["id"]) for row in await work.fetch(_MISSIONS)]
        self.left, adopted = missions[:2], missions[2:4]
        for who, mission in zip((OWNER, OWNER, *WRITERS), missions[2:], strict=True):
            made = await self.ask(who, "POST", f"{self.at}/proposals", json={"mission_id": mission})
            if mission in adopted:
                await self.ask(ADMIN, "POST", f"{self.at}/proposals/{made['id']}/adopt")
        self.adopted, gathered = adopted
        for who, other in ((ADMIN, None), (OWNER, HUMAN)):
            started = {"mission_id": gathered, "acknowledged": True}
            party = await self.ask(who, "POST", f"{self.at}/parties", json=started)
            if other:
                await self.ask(
                    other, "POST", f"{self.at}/parties/{party['id']}/me", json={"acknowledged": True}
                )

    async def _write(self, who: Principal) -> None:
        """Begin a thread with a file, which somebody reports, and thank a member."""
        self.shown[who] = await self._upload(who)
        thread = await self._begin(who, "What we saw on the way", self.shown[who])
        async with self.database.write() as work:
            await work.execute(
                _REPORT, new_id(), UUID(self.id), UUID(thread["id"]), UUID(str(HUMAN.account_id))
            )
        note = {"to_id": str(HUMAN.account_id), "text": "You walked further than all of us."}
        await self.ask(who, "POST", f"{self.at}/gratitude", json=note)

    async def _set_milestones(self) -> None:
        for title in ("Ten streets", "Twenty streets", "Thirty streets"):
            goal = {"title": title, "metric": "missions", "target": 10}
            await self.ask(OWNER, "POST", f"{self.at}/milestones", json=goal)

    async def ids(self) -> dict[str, list[str]]:
        """Return the ids of the newest in each of the circle's tables."""
        found = {"attachment": [self.shown[who] for who in reversed(WRITERS)]}
        async with self.database.read() as work:
            for table in TABLES:
                rows = await work.fetch(_NEWEST.format(table), UUID(self.id))
                found[table] = [str(row["id"]) for row in rows]
        return found

    def people_at(self, path: str) -> list[str]:
        """Return whom an address of the circle is about."""
        if "/requests/" in path:
            return [str(ASKS)]
        if "/bans/" in path:
            return [str(IS_BANNED)]
        if path.endswith(("/remove", "/ban")):
            return [str(each) for each in MEMBERS[1:]]
        return [str(HUMAN.account_id), *map(str, MEMBERS)]

    def entries(self, path: str) -> dict[str, str]:
        """Return entries of forms, by name, that only this circle makes good."""
        until = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
        return {
            **{side: str(CIRCLE[side]) for side in ("west", "south", "east", "north")},
            "organisation_id": "",
            "parent_id": "",
            "until": "",
            "ends_at": until,
            "do": "",
            "who": f"/people/{MEMBERS[2] if path.endswith('/bans') else sample_id('human', 'wei')}",
            "to_id": str(MEMBERS[1]),
            "mission": self.left[1] if path.endswith("/propose") else self.adopted,
        }

    def given(self, who: Principal | None) -> dict[str, Any]:
        """Return values for fields of bodies, by struct and field, that only this circle makes good."""
        mine = who if who in WRITERS else OWNER
        box = {side: CIRCLE[side] for side in ("west", "south", "east", "north", "joining", "visibility")}
        return {
            **{
                f"{kind}.{side}": value
                for kind in ("CircleOpening", "CircleChange")
                for side, value in box.items()
            },
            "CircleOpening.organisation_id": None,
            "ProposalDraft.mission_id": self.left[0],
            "PartyDraft.mission_id": self.adopted,
            "Heir.account_id": str(HUMAN.account_id),
            "BanDraft.account_id": str(MEMBERS[0]),
            "BanDraft.until": None,
            "RoleChoice.role": "moderator",
            "InvitationDraft.kind": "link",
            "InvitationDraft.account_id": None,
            "InvitationDraft.handle": "",
            "InvitationDraft.email": "",
            "AppealDraft.about": "post",
            "AppealDraft.post_id": self.hidden.get(mine, self.hidden[AGENT]),
            "NoteDraft.to_id": str(MEMBERS[0]),
            "MilestoneDraft.starts_at": None,
            "MilestoneDraft.ends_at": None,
            "ThreadDraft.attachments": self.files[mine][:1],
            "ReplyDraft.attachments": self.files[mine][1:],
            "ReplyDraft.parent_id": None,
            "PostEdit.attachments": [self.shown[mine]],
            "Marks.locked": None,
        }
