"""Forms of pages: read into a struct, shown again with what to correct, and sent once."""

import re

import pytest
from commonweal.testing.web import browse
from commonweal.web.principals import Principal

ADDRESS = "/gallery/guestbook"
ANA = Principal(kind="human", id="ana", rate_class="human", by_cookie=True, roles=frozenset({"human"}))


@pytest.fixture
async def ana(app):
    async with browse(app, ANA, accept="text/html") as client:
        yield client


async def open_form(client):
    page = await client.get(ADDRESS)
    assert page.status_code == 200
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', page.text))


async def sign(client, **entries):
    hidden = await open_form(client)
    return await client.post(ADDRESS, data={**hidden, **entries})


async def lines(client):
    pictures = (await client.get("/api/v1/gallery/pictures")).json()["items"]
    return [picture["title"] for picture in pictures]


async def test_what_was_entered_becomes_a_struct(ana):
    answer = await sign(
        ana,
        name="  Ana ",
        password=" kept as it is ",
        stars="4",
        colour="blue",
        loved=["oil", "ink"],
        seen="1",
        again="",
    )

    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    [line] = await lines(ana)
    assert line.startswith("Entry(name='Ana', password=' kept as it is ', stars=4, colour='blue',")
    assert line.endswith("loved=['oil', 'ink'], seen=True, again=None)")


async def test_a_message_is_shown_once_after_the_redirect(ana):
    await sign(ana, name="Ana", password="x", stars="5")

    assert "Thank you for your line" in (await ana.get(ADDRESS)).text
    assert "Thank you for your line" not in (await ana.get(ADDRESS)).text


async def test_nobody_makes_a_page_say_other_words(ana):
    for message in ("kernel-brand", "gallery-flash-nothing", "<b>-flash-x", "gallery-flash-signed\n"):
        page = await ana.get(ADDRESS, headers={"cookie": f"flash={message!r}"})
        assert 'class="wrap flash"' not in page.text


async def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_lost(ana):
    answer = await sign(ana, name="A", password="secret", stars="six", colour="green", loved=["oil", "clay"])

    assert answer.status_code == 422
    for name in ("name", "stars", "colour", "loved"):
        assert f'href="#field-{name}"' in answer.text
    assert 'value="A"' in answer.text
    assert "secret" not in answer.text
    assert "blue, red" in answer.text
    assert await lines(ana) == []


async def test_an_entry_that_is_missing_is_asked_for(ana):
    answer = await sign(ana, name="   ", stars="3")

    assert answer.status_code == 422
    assert {name for name in ("name", "password", "stars") if f'href="#field-{name}"' in answer.text} == {
        "name",
        "password",
    }


async def test_what_the_rules_refuse_is_said_above_the_form(ana):
    answer = await sign(ana, name="Nobody", password="x", stars="3")

    assert answer.status_code == 422
    assert "Straighten it." in answer.text
    assert await lines(ana) == []


async def test_what_other_plugins_show_beside_a_form_is_there_when_it_is_refused_too(ana):
    before = await ana.get(ADDRESS)
    answer = await sign(ana, name="Nobody", password="x", stars="3")

    assert (before.status_code, answer.status_code) == (200, 422)
    assert "0 lines" in before.text
    assert "0 lines" in answer.text


async def test_html_in_an_entry_stays_text(ana):
    answer = await sign(ana, name='"><script>alert(1)</script>', password="x", stars="3")

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


async def test_a_form_sent_twice_happens_once(ana):
    hidden = await open_form(ana)
    entries = {**hidden, "name": "Ana", "password": "x", "stars": "5"}
    first, second = await ana.post(ADDRESS, data=entries), await ana.post(ADDRESS, data=entries)

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(await lines(ana)) == 1


async def test_a_form_of_another_site_is_refused(ana):
    hidden = await open_form(ana)
    del hidden["form_token"]
    answer = await ana.post(ADDRESS, data={**hidden, "name": "Ana", "password": "x", "stars": "5"})

    assert answer.status_code == 403
    assert await lines(ana) == []


async def test_a_guest_is_led_to_the_door_and_back(person):
    answer = await person.get(f"{ADDRESS}?lang=es")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/gallery/door?next=%2Fgallery%2Fguestbook&lang=es"
    assert (await person.post(ADDRESS, headers={"accept": "text/html"})).status_code in {401, 403}


async def test_links_are_shown_to_those_who_may_follow_them(app, ana):
    assert "Kept by the keeper" not in (await ana.get(ADDRESS)).text
    assert (await ana.get(f"{ADDRESS}/keeper")).status_code == 403

    keeper = Principal(kind="human", id="kim", roles=frozenset({"human", "admin"}))
    async with browse(app, keeper, accept="text/html") as client:
        assert "Kept by the keeper" in (await client.get(ADDRESS)).text
        assert (await client.get(f"{ADDRESS}/keeper")).status_code == 200
