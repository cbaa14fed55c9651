"""What is written in circles, and what their moderators and review do with it."""

from .scenarios_circles import ONE, change, joined, opened
from .scenarios_problems import decide, decide_report
from .walking import walks

THREAD = f"{ONE}/threads/{{thread_id:uuid}}"
POST = f"{ONE}/posts/{{post_id:uuid}}"
REACTION = f"{POST}/reactions/{{reaction:str}}"
BEGINNING = {"title": "Herons", "text": "There were two of them by the bridge today."}

SHOUTED = (
    "HERONS, HERONS, HERONS! COME ALL OF YOU AND SEE THEM BY THE BRIDGE, AND BRING YOUR NEIGHBOURS WITH YOU"
)


async def began(stage, who, circle_id):
    """Let somebody begin a thread; returns it."""
    return await stage.act(who, f"POST {ONE}/threads", BEGINNING, circle_id=circle_id)


@walks(
    f"POST {ONE}/threads",
    f"PATCH {THREAD}",
    f"POST {THREAD}/posts",
    f"PATCH {POST}",
    f"DELETE {POST}",
    f"PUT {REACTION}",
    f"DELETE {REACTION}",
    f"PUT {ONE}/read",
)
async def members_talk_react_edit_and_take_back(stage):
    owner, made = await opened(stage)
    member = await joined(stage, made)
    about = {"circle_id": made}
    thread = await began(stage, member, made)
    reply = await stage.act(
        owner, f"POST {THREAD}/posts", {"text": "I saw three."}, thread_id=thread["id"], **about
    )
    await stage.act(member, f"PUT {ONE}/read", {"number": reply["number"]}, **about)
    for method in ("PUT", "DELETE"):
        await stage.act(member, f"{method} {REACTION}", post_id=reply["id"], reaction="thanks", **about)
    marks = {"pinned": True, "locked": True}
    await stage.act(owner, f"PATCH {THREAD}", marks, thread_id=thread["id"], **about)
    edit = {"version": thread["version"], "text": "There were two of them yesterday."}
    await stage.act(member, f"PATCH {POST}", edit, post_id=thread["id"], **about)
    await stage.act(owner, f"DELETE {POST}", post_id=reply["id"], **about)
    expected = {"post.added", "post.edited", "post.hidden", "thread.marked", "reaction.changed"}
    assert expected <= set(stage.told(f"circle:{made}"))
    assert stage.watcher.states[f"circle:{made}"]["newest"] == {"post": thread["number"]}


@walks(
    f"POST {POST}/hide",
    f"POST {POST}/show",
    f"POST {POST}/reports",
    f"POST {ONE}/reports/{{report_id:uuid}}/decision",
    f"POST {ONE}/appeals",
    f"POST {ONE}/appeals/{{appeal_id:uuid}}/decision",
)
async def posts_are_reported_hidden_appealed_for_and_shown(stage):
    owner, made = await opened(stage)
    member, reader = await joined(stage, made), await joined(stage, made)
    thread = await began(stage, member, made)
    about, post = {"circle_id": made}, {"circle_id": made, "post_id": thread["id"]}
    for upheld in (False, True):
        report = await stage.act(reader, f"POST {POST}/reports", {"reason": "off_topic"}, **post)
        decision = {"upheld": upheld, "reason": "It was looked at."}
        route = f"POST {ONE}/reports/{{report_id:uuid}}/decision"
        await stage.act(owner, route, decision, report_id=report["id"], **about)
        reader = await joined(stage, made)
    appeal = {"about": "post", "post_id": thread["id"], "text": "Herons are what this is about."}
    asked = await stage.act(member, f"POST {ONE}/appeals", appeal, **about)
    answer = {"granted": True, "answer": "That is so, and I am sorry."}
    route = f"POST {ONE}/appeals/{{appeal_id:uuid}}/decision"
    await stage.act(owner, route, answer, appeal_id=asked["id"], **about)
    await stage.act(owner, f"POST {POST}/hide", {"reason": "Off topic after all."}, **post)
    await stage.act(owner, f"POST {POST}/show", **post)
    told = stage.told(f"circle:{made}", member)
    assert [each for each in told if each.startswith("post.")] == [
        "post.added",
        *("post.hidden", "post.shown") * 2,
    ]
    assert stage.told(f"circle-desk:{made}", owner) == ["queue.changed"] * 6


@walks(f"POST {POST}/approve")
async def first_posts_wait_for_a_moderator_and_flagged_ones_for_review(stage):
    owner, made = await opened(stage)
    await change(stage, owner, made, first_post_approval=True)
    member, agent = await joined(stage, made), await joined(stage, made, await stage.agent())
    held = await began(stage, agent, made)
    assert "post.added" not in stage.told(f"circle:{made}", member)
    assert stage.told(f"circle-desk:{made}", owner) == ["queue.changed"]
    await stage.act(owner, f"POST {POST}/approve", circle_id=made, post_id=held["id"])
    edit = {"version": held["version"], "text": SHOUTED}
    await stage.act(agent, f"PATCH {POST}", edit, circle_id=made, post_id=held["id"])
    await decide(stage, held["id"], "approved")
    await decide_report(stage, member, "circles.post", held["id"], "rejected")
    assert stage.watchers[member.account_id].states[f"circle:{made}"]["newest"] == {"post": 0}
    told = stage.told(f"circle:{made}", member)
    assert [each for each in told if each.startswith("post.")] == [
        *("post.added", "post.hidden"),
        *("post.shown", "post.hidden"),
    ]
