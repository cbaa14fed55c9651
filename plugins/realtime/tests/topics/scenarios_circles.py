"""What people do with circles and with their places in them."""

from .scenarios_problems import decide, decide_report
from .walking import walks

CIRCLES = "/api/v1/circles"
ONE = f"{CIRCLES}/{{circle_id:uuid}}"
MEMBER = f"{ONE}/members/{{account_id:uuid}}"
REQUEST = f"{ONE}/requests/{{account_id:uuid}}"
FEE, ENOUGH = 25_00, 50_00


def circle(**changes):
    """Return a circle as somebody opens it."""
    return {
        "name": "Friends of the river",
        "description": "Neighbours who look after the river, and count what lives in it again.",
        "domain": "environmental_protection",
        **changes,
    }


async def opened(stage, **changes):
    """Let a new person open a circle; returns who, and the circle's id."""
    owner = await stage.human(ENOUGH)
    return owner, (await stage.act(owner, f"POST {CIRCLES}", circle(**changes)))["id"]


async def joined(stage, circle_id, who=None):
    """Let somebody join an open circle; returns who."""
    who = who or await stage.human()
    await stage.act(who, f"POST {ONE}/members", {}, circle_id=circle_id)
    return who


async def change(stage, owner, circle_id, **changes):
    """Let the owner change a circle as it is now."""
    version = await stage.value("SELECT version FROM circles.circle WHERE id = $1", circle_id)
    await stage.act(owner, f"PATCH {ONE}", {"version": version, **changes}, circle_id=circle_id)


@walks(f"POST {CIRCLES}", f"PATCH {ONE}", f"POST {ONE}/archive", f"POST {ONE}/restore")
async def circles_are_opened_edited_archived_and_restored(stage):
    owner, made = await opened(stage)
    assert stage.watchers[owner.account_id].states[f"user:{owner.id}"]["tokens"]["balance_minor"] == FEE
    topic = f"circle:{made}"
    await change(stage, owner, made, welcome="Come in, and say which river is yours.")
    assert stage.watcher.over[topic] == "revoked"  # new words wait for review
    await decide(stage, made, "approved")
    await stage.follow(stage.watcher, topic)
    await joined(stage, made)
    await change(stage, owner, made, visibility="private", joining="invitation")
    assert stage.watcher.over[topic] == "revoked"
    await stage.act(owner, f"POST {ONE}/archive", circle_id=made)
    await stage.act(owner, f"POST {ONE}/restore", circle_id=made)
    told = set(stage.told(topic, owner))
    assert {"circle.edited", "circle.reviewed", "circle.archived", "circle.restored"} <= told


@walks()
async def a_rejected_circle_is_told_to_its_members_alone_and_one_that_nobody_used_gives_its_fee_back(stage):
    owner, made = await opened(stage)
    await decide_report(stage, await stage.human(), "circles.circle", made, "rejected")
    assert stage.watcher.over[f"circle:{made}"] == "revoked"
    assert "circle.reviewed" in stage.told(f"circle:{made}", owner)
    await stage.act(owner, f"POST {ONE}/archive", circle_id=made)
    assert stage.watchers[owner.account_id].states[f"user:{owner.id}"]["tokens"]["balance_minor"] == ENOUGH


@walks(
    f"POST {ONE}/invitations",
    f"DELETE {ONE}/invitations/{{invitation_id:uuid}}",
    f"POST {CIRCLES}/invitations/{{token:str}}",
    f"POST {ONE}/members",
    f"DELETE {ONE}/me",
    f"PUT {ONE}/me",
)
async def people_are_invited_into_a_private_circle_and_leave_it(stage):
    owner, made = await opened(stage, visibility="private")
    topic, about = f"circle:{made}", {"circle_id": made}
    ana, bruno, carla = [await stage.human() for _ in range(3)]
    for who in (ana, bruno, carla):
        invitation = {"kind": "account", "account_id": who.id}
        await stage.act(owner, f"POST {ONE}/invitations", invitation, **about)
    await stage.act(
        owner, f"DELETE {ONE}/invitations/{{invitation_id:uuid}}", invitation_id=bruno.id, **about
    )
    await stage.act(carla, f"DELETE {ONE}/me", **about)
    await stage.act(ana, f"POST {ONE}/members", {}, **about)
    link = await stage.act(owner, f"POST {ONE}/invitations", {"kind": "link"}, **about)
    await stage.act(bruno, f"POST {CIRCLES}/invitations/{{token:str}}", token=link["token"])
    await stage.act(ana, f"PUT {ONE}/me", {"level": "all"}, **about)
    await stage.act(ana, f"DELETE {ONE}/me", **about)
    assert stage.watchers[ana.account_id].over == {topic: "revoked"}
    assert stage.told(topic, owner) == ["member.changed"] * 3
    assert stage.told(topic, bruno) == ["member.changed"]
    assert topic in stage.watcher.over


@walks(f"POST {REQUEST}/approve", f"POST {REQUEST}/decline", f"POST {MEMBER}/remove", f"PATCH {MEMBER}")
async def people_ask_to_join_and_are_given_roles_or_sent_away(stage):
    owner, made = await opened(stage, joining="request")
    about = {"circle_id": made}
    ana, bruno = await stage.human(), await stage.agent()
    for who, answer in ((ana, "approve"), (bruno, "decline")):
        await stage.act(who, f"POST {ONE}/members", {"request": "I live by the river."}, **about)
        await stage.act(owner, f"POST {REQUEST}/{answer}", account_id=who.id, **about)
    await stage.act(bruno, f"POST {ONE}/members", {"request": "I count herons."}, **about)
    await stage.act(bruno, f"DELETE {ONE}/me", **about)
    await stage.act(owner, f"PATCH {MEMBER}", {"role": "moderator"}, account_id=ana.id, **about)
    assert f"circle-desk:{made}" in stage.watchers[ana.account_id].states
    await stage.act(owner, f"PATCH {MEMBER}", {"role": "member"}, account_id=ana.id, **about)
    assert stage.watchers[ana.account_id].over == {f"circle-desk:{made}": "revoked"}
    await stage.act(owner, f"POST {MEMBER}/remove", {"reason": "Enough."}, account_id=ana.id, **about)
    assert stage.told(f"circle:{made}") == ["member.changed"] * 4


@walks(f"POST {ONE}/owner", f"POST {ONE}/bans", f"DELETE {ONE}/bans/{{account_id:uuid}}")
async def a_circle_is_handed_over_and_members_are_banned(stage):
    owner, made = await opened(stage)
    about = {"circle_id": made}
    ana, bruno = await joined(stage, made), await joined(stage, made)
    await stage.act(owner, f"POST {ONE}/owner", {"account_id": ana.id}, **about)
    await stage.act(ana, f"POST {ONE}/bans", {"account_id": bruno.id, "reason": "Enough."}, **about)
    await stage.act(ana, f"DELETE {ONE}/bans/{{account_id:uuid}}", account_id=bruno.id, **about)
    await joined(stage, made, bruno)
    assert stage.watcher.states[f"circle:{made}"]["circle"]["members"] == 3
    assert f"circle-desk:{made}" in stage.watchers[ana.account_id].states
