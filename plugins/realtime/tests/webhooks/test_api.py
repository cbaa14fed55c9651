"""The API of webhooks: one's own only, checked, limited; tests and deliveries by hand."""

import pytest
from commonweal import new_id

from .conftest import API
from .receiver import verify


async def test_webhooks_are_those_of_the_account_and_nobody_elses(grove, site, principals, receiver):
    ana, ben = await principals.human(), await principals.human()
    webhook = await grove.webhook(ana, receiver.url(), "forest", name="Almanac")
    test = await grove.ask(ana, f"/{webhook}/test", "POST", 202)
    delivery = test["delivery"]["id"]
    (listed,) = (await grove.ask(ana, ""))["items"]
    assert listed == await grove.ask(ana, f"/{webhook}")
    assert (listed["name"], listed["url"], listed["off_reason"]) == ("Almanac", receiver.url(), None)
    assert listed["topics"] == [{"topic": "forest", "ended": None}]
    assert (await grove.ask(ben, ""))["items"] == []
    for method, path in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/secret-rotation"),
        ("POST", "/test"),
        ("GET", "/deliveries"),
        ("GET", f"/deliveries/{delivery}"),
        ("POST", f"/deliveries/{delivery}/redelivery"),
    ):
        body = {"name": "Mine"} if method == "PATCH" else {}
        await grove.ask(ben, f"/{webhook}{path}", method, 404, **body)
    mine = await grove.webhook(ben, receiver.url(), "forest")
    await grove.ask(ben, f"/{mine}/deliveries/{delivery}", "GET", 404)
    await grove.ask(ben, f"/{mine}/deliveries/{delivery}/redelivery", "POST", 404)
    await site.settle()
    assert len(receiver.taken) == 1


async def test_guests_have_none_and_agents_do(grove, site, principals, receiver):
    async with site.browse() as client:
        assert (await client.get(API)).status_code == 401
        body = {"url": receiver.url(), "topics": ["forest"]}
        assert (await client.post(API, json=body)).status_code == 401
    heron = await principals.agent()
    await grove.webhook(heron, receiver.url(), "forest")
    await grove.fall(new_id(), 1)
    await site.settle()
    assert receiver.numbers() == [1]


async def test_a_key_narrowed_to_other_permissions_has_no_way_to_them(grove, site, principals, receiver):
    import msgspec

    heron = await principals.agent()
    webhook = await grove.webhook(heron, receiver.url(), "forest")
    narrow = msgspec.structs.replace(heron, scopes=frozenset({"identity.agents.read_own"}))
    await grove.ask(narrow, "", "GET", 403)
    await grove.ask(narrow, f"/{webhook}", "DELETE", 403)
    reading = msgspec.structs.replace(heron, scopes=frozenset({"realtime.webhooks.read"}))
    await grove.ask(reading, f"/{webhook}")
    await grove.ask(reading, f"/{webhook}/test", "POST", 403)


async def test_a_webhook_follows_with_the_rights_of_the_key_that_made_it(
    grove, site, principals, receiver, monkeypatch
):
    """What the account may follow, but the key may not, is not told: neither at once nor later."""
    import msgspec

    heron, tree = await principals.agent(), new_id()
    await grove.keep(tree, heron)
    asked = []
    known = site.host.services.get(registry_class()).topics["tree"]
    keepers = known.topic.may_follow

    async def note(work, principal, key):
        asked.append(principal.scopes)
        return await keepers(work, principal, key)

    msgspec.structs.force_setattr(known.topic, "may_follow", note)
    try:
        scopes = frozenset({"realtime.webhooks.own", "realtime.webhooks.read"})
        narrow = msgspec.structs.replace(heron, scopes=scopes)
        await grove.webhook(narrow, receiver.url(), f"tree:{tree}")
        await grove.fall(tree, 1, 2, 3)
        await site.settle()
    finally:
        msgspec.structs.force_setattr(known.topic, "may_follow", keepers)
    assert receiver.numbers() == [1, 2, 3]
    assert asked == [scopes, scopes], "at once, and when things happened: once for all that are read together"


def registry_class():
    from commonweal_realtime.hub.registry import Registry

    return Registry


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"topics": ["forest"]}, "/url"),
        ({"url": "ftp://example.org/", "topics": ["forest"]}, "/url"),
        ({"url": "https://example.org/", "topics": []}, "/topics"),
        ({"url": "https://example.org/"}, "/topics"),
        ({"url": "https://example.org/", "topics": ["forest", "desert"]}, "/topics/1"),
        ({"url": "https://example.org/", "topics": ["forest:1"]}, "/topics/0"),
        ({"url": "https://example.org/", "topics": ["tree"]}, "/topics/0"),
        ({"url": "https://example.org/", "topics": ["tree:oak"]}, "/topics/0"),
        ({"url": "https://example.org/", "topics": [""]}, "/topics/0"),
        ({"url": "https://example.org/", "topics": ["forest"] * 51}, "/topics"),
        ({"url": "https://example.org/", "topics": ["forest"], "name": "~" * 101}, "/name"),
        ({"url": "https://example.org/" + "~" * 2000, "topics": ["forest"]}, "/url"),
        ({"url": "https://example.org/", "topics": ["forest"], "secret": "mine"}, "/secret"),
    ],
)
async def test_what_cannot_be_is_refused_with_its_place(grove, principals, body, pointer):
    problem = await grove.ask(await principals.human(), "", "POST", 422, **body)
    assert [each["pointer"] for each in problem["errors"]] == [pointer]


async def test_of_a_topic_that_is_not_theirs_people_learn_as_little_as_of_one_that_is_none(grove, principals):
    ana, ben, tree = await principals.human(), await principals.human(), new_id()
    await grove.keep(tree, ben)
    told = []
    for topic in (f"tree:{tree}", f"tree:{new_id()}", "nothing:at-all"):
        body = {"url": "https://example.org/", "topics": [topic]}
        problem = await grove.ask(ana, "", "POST", 422, **body)
        told.append([each["detail"].replace(topic, "…") for each in problem["errors"]])
    assert told[0] == told[1] == told[2]


async def test_what_only_the_session_of_an_admin_may_no_webhook_may(grove, principals):
    """A webhook has no second factor: it is refused at once, rather than told nothing later."""
    admin = await principals.admin()
    body = {"url": "https://example.org/", "topics": ["canopy"]}
    problem = await grove.ask(admin, "", "POST", 422, **body)
    assert [each["pointer"] for each in problem["errors"]] == ["/topics/0"]


async def test_an_account_has_twenty_at_most(grove, principals):
    ana = await principals.human()
    for number in range(20):
        await grove.webhook(ana, f"https://example.org/{number}", "forest")
    await grove.ask(ana, "", "POST", 409, url="https://example.org/more", topics=["forest"])
    first = (await grove.ask(ana, ""))["items"][0]
    assert first["url"] == "https://example.org/0"
    await grove.ask(ana, f"/{first['id']}", "DELETE", 204)
    await grove.webhook(ana, "https://example.org/more", "forest")


async def test_topics_that_are_taken_away_are_told_no_more_and_new_ones_from_now_on(
    grove, site, principals, receiver
):
    ana, oak, elm = await principals.human(), new_id(), new_id()
    for tree in (oak, elm):
        await grove.keep(tree, ana)
    webhook = await grove.webhook(ana, receiver.url(), f"tree:{oak}", "forest", "forest")
    await grove.fall(elm, 1)
    await grove.fall(oak, 2)
    await site._deliver()
    twice = [f"tree:{elm}", "forest", f"tree:{elm}"]
    changed = await grove.ask(ana, f"/{webhook}", "PATCH", topics=twice, name="New")
    assert (changed["name"], len(changed["topics"])) == ("New", 2)
    await grove.fall(elm, 3)
    await grove.fall(oak, 4)
    await site.settle()
    assert receiver.numbers(topic=f"tree:{oak}") == [], "what waited of it is not told either"
    assert receiver.numbers(topic=f"tree:{elm}") == [3]
    assert receiver.numbers(topic="forest") == [1, 2, 3, 4], "what stays goes on without a gap"


async def test_a_test_is_sent_once_and_counts_for_nothing_else(grove, site, principals, receiver, clock):
    ana = await principals.human()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = (500, {}, b"not yet")
    sent = await grove.ask(ana, f"/{webhook}/test", "POST", 202)
    assert (sent["delivery"]["state"], sent["attempts"]) == ("waiting", [])
    await site.settle()
    verify([grove.secrets[webhook]], receiver.taken[0].headers, receiver.taken[0].body)
    await clock.forward(hours=1)
    await site.settle()
    (taken,) = receiver.taken
    assert taken.frame == {"type": "test", "webhook": webhook}
    whole = await grove.ask(ana, f"/{webhook}/deliveries/{sent['delivery']['id']}")
    assert (whole["delivery"]["state"], whole["delivery"]["answer"]) == ("failed", "not yet")
    assert (await grove.ask(ana, f"/{webhook}"))["failing_since"] is None


async def test_a_delivery_by_hand_goes_out_at_once_with_the_same_id(grove, site, principals, receiver, clock):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = 500
    await grove.fall(tree, 1, 2)
    await site.settle()
    receiver.answers["/hook"] = 200
    _, first = (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]
    await grove.ask(ana, f"/{webhook}/deliveries/{first['id']}/redelivery", "POST", 202)
    await site.settle()
    assert receiver.numbers() == [1, 1, 2], "what waited behind it follows"
    await grove.ask(ana, f"/{webhook}/deliveries/{first['id']}/redelivery", "POST", 202)
    await site.settle()
    assert receiver.numbers() == [1, 1, 2, 1]
    assert len({each.id for each in receiver.taken}) == 2
    whole = await grove.ask(ana, f"/{webhook}/deliveries/{first['id']}")
    assert [(each["number"], each["status"]) for each in whole["attempts"]] == [(3, 200), (2, 200), (1, 500)]
    await grove.keep(tree, ana)
    await grove.ask(ana, f"/{webhook}", "PATCH", topics=[f"tree:{tree}"])
    await grove.ask(ana, f"/{webhook}/deliveries/{first['id']}/redelivery", "POST", 404)


async def test_what_may_not_be_followed_any_more_is_not_delivered_by_hand_either(
    grove, site, principals, receiver
):
    ana, tree = await principals.human(), new_id()
    await grove.keep(tree, ana)
    webhook = await grove.webhook(ana, receiver.url(), f"tree:{tree}")
    await grove.fall(tree, 1)
    await site.settle()
    (delivery,) = (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]
    await grove.leave(tree, ana)
    await grove.ask(ana, f"/{webhook}/deliveries/{delivery['id']}/redelivery", "POST", 404)


async def test_to_a_webhook_that_is_off_nothing_is_sent_by_hand(grove, principals, receiver):
    ana = await principals.human()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    await grove.ask(ana, f"/{webhook}", "PATCH", on=False)
    await grove.ask(ana, f"/{webhook}/test", "POST", 409)


async def test_deliveries_are_read_page_by_page_and_forgotten_after_thirty_days(
    grove, site, principals, receiver, clock
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    await grove.fall(tree, *range(35))
    await site.settle()
    first = await grove.ask(ana, f"/{webhook}/deliveries")
    second = await grove.ask(ana, f"/{webhook}/deliveries?cursor={first['next_cursor']}")
    ids = [each["id"] for page in (first, second) for each in page["items"]]
    assert (len(first["items"]), len(set(ids)), second["next_cursor"]) == (30, 35, None)
    assert ids == sorted(ids, reverse=True)
    cursor = first["next_cursor"]
    await grove.ask(ana, f"/{webhook}/deliveries?cursor={cursor}&state=failed", "GET", 400)
    await clock.forward(days=29)
    await site.run_task("realtime.forget_deliveries")
    assert (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]
    await clock.forward(days=2)
    await site.run_task("realtime.forget_deliveries")
    assert (await grove.ask(ana, f"/{webhook}/deliveries"))["items"] == []
