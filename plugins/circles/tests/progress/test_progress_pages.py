"""The pages of what a circle achieved: complete without scripts, and forms that say what to correct."""

import pytest

PERIODS = ["all", "month"]


async def page(world, reader, path, status=200):
    async with world.site.browse(reader) as client:
        answer = await client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text.replace("\u00a0", " ")


async def send(world, person, path, **entries):
    async with world.site.browse(person) as client:
        return await client.post(path, data=entries)


@pytest.fixture
async def river_circle(world, river):
    owner = await world.person(name="Ana Prado")
    return owner, await river.circle(owner)


@pytest.mark.parametrize("period", PERIODS)
async def test_the_page_shows_figures_bars_places_and_thanks(world, river, river_circle, period):
    owner, circle_id = river_circle
    other = await world.person(name="Bo Lund")
    await river.join(circle_id, other)
    await river.achieve(circle_id, other, 12_50)
    body = {"title": "Ten herons", "metric": "minutes", "target": 600}
    await world.send(owner, "POST", f"/{circle_id}/milestones", body, status=201)
    note = {"to_id": other.id, "text": "You <b>carried</b> my bags."}
    await world.send(owner, "POST", f"/{circle_id}/gratitude", note, status=201)

    shown = await page(world, owner, f"/circles/{circle_id}/progress?period={period}")

    for words in ("12.50 IT", "1 h 30 min", "Bo Lund", "Ten herons", "0 min of 10 h", "You &lt;b&gt;carried"):
        assert words in shown, words
    assert shown.count("circles-bar-value") == 2, "one week, one domain"
    assert 'data-refresh="milestone."' in shown


async def test_a_stranger_sees_the_page_of_a_public_circle_without_forms(world, river, river_circle):
    _, circle_id = river_circle
    for reader in (None, await world.person()):
        shown = await page(world, reader, f"/circles/{circle_id}/progress")
        assert "/milestones" not in shown
        assert "/gratitude?to=" not in shown
        assert "Say thanks" not in await page(world, reader, f"/circles/{circle_id}/gratitude")


@pytest.mark.parametrize("path", ["progress", "gratitude"])
async def test_the_pages_of_a_private_circle_are_not_there_for_strangers(world, river, path):
    circle_id = await river.circle(await world.person(), visibility="private")
    await page(world, await world.person(), f"/circles/{circle_id}/{path}", status=404)


async def test_a_form_counts_hours_whole_tokens_and_days(world, river_circle, clock):
    owner, circle_id = river_circle
    path = f"/circles/{circle_id}/milestones"
    last = clock.now().date().replace(year=clock.now().year + 1).isoformat()
    entries = {"title": "Many hours", "target": "12", "metric": "minutes", "begin": "opening"}
    answer = await send(world, owner, path, **entries, ends_at=last)
    assert answer.status_code == 303
    answer = await send(world, owner, path, **{**entries, "metric": "tokens", "begin": "now"})
    assert answer.status_code == 303
    rows = await world.rows(
        "SELECT metric, target, kind, ends_at > $1::text::date FROM circles.milestone ORDER BY created_at",
        last,
    )
    assert rows == [("minutes", 720, "challenge", True), ("tokens", 1_200, "milestone", None)]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"title": ""}, "This is required."),
        ({"target": "0"}, "Enter 1 or more."),
        ({"ends_at": "2020-01-01"}, "must come after today"),
        ({"ends_at": "9999-12-31"}, "within the next two years"),
    ],
)
async def test_a_wrong_form_is_shown_again_with_what_to_correct(world, river_circle, entries, words):
    owner, circle_id = river_circle
    filled = {"title": "Ten herons", "target": "10", "metric": "missions", "begin": "now", **entries}
    answer = await send(world, owner, f"/circles/{circle_id}/milestones", **filled)
    assert answer.status_code == 422
    assert words in answer.text


async def test_forms_drop_thank_and_delete(world, river, river_circle):
    owner, circle_id = river_circle
    other = await world.person(name="Bo Lund")
    await river.join(circle_id, other)
    body = {"title": "Ten herons", "metric": "people", "target": 6}
    made = await world.send(owner, "POST", f"/{circle_id}/milestones", body, status=201)
    answer = await send(world, owner, f"/circles/{circle_id}/milestones/{made['id']}/drop")
    assert answer.status_code == 303

    wall = f"/circles/{circle_id}/gratitude"
    assert f'<option value="{other.id}" selected' in await page(world, owner, f"{wall}?to={other.id}")
    assert (await send(world, owner, wall, to_id=other.id, text="Thank you!")).status_code == 303
    again = await send(world, owner, wall, to_id=other.id, text="Thank you!")
    assert again.status_code == 422
    assert "You have thanked them today" in again.text
    note_id = await world.value("SELECT id FROM circles.gratitude")
    assert (await send(world, owner, f"{wall}/{note_id}/delete")).status_code == 303
    assert "Thank you!" not in await page(world, owner, wall)
