"""An admin announces to everybody: in every language, looked at first, audited, and nobody else does."""

import re

import pytest

from .scenarios import ANNOUNCEMENT
from .scene import Scene, acting_as

API = "/api/v1/notifications/announcements"
PAGE = "/admin/announcements"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
FORM = {
    "title_en": "Read-only on Sunday",
    "text_en": "From 6:00 to 6:30 UTC nothing can be handed in.",
    "title_es": "Solo lectura el domingo",
    "text_es": "De 6:00 a 6:30 UTC no se puede entregar nada.",
    "title_zh_hans": "周日只读",
    "text_zh_hans": "UTC 6:00 至 6:30 无法提交。",
    "path": "/missions",
}


@pytest.fixture
def scene(site, principals):
    return Scene(site, principals)


@pytest.fixture
async def admin(scene, principals):
    who = (await principals.admin()).account_id
    async with scene.site.browse(acting_as(who, "human", "admin"), accept="text/html") as client:
        yield client


async def send(client, shown, **entries):
    hidden = dict(HIDDEN.findall(shown.text))
    return await client.post(PAGE, data={**hidden, **entries})


async def made(scene):
    return len(await scene.rows("SELECT 1 FROM notifications.announcement"))


async def test_an_announcement_is_looked_at_before_it_is_made(scene, admin):
    looked = await send(admin, await admin.get(PAGE), **FORM, step="look")
    assert looked.status_code == 200
    assert all(FORM[name] in looked.text for name in FORM)
    assert await made(scene) == 0

    published = await send(admin, looked, step="publish")
    assert published.status_code == 303
    assert await made(scene) == 1
    assert FORM["title_en"] in (await admin.get(PAGE)).text
    [audit] = await scene.rows("SELECT action FROM identity.audit")
    assert audit["action"] == "notifications.announced"


async def test_whoever_changes_their_mind_finds_the_words_again(scene, admin):
    looked = await send(admin, await admin.get(PAGE), **FORM, step="look")
    again = await send(admin, looked, step="change")

    assert again.status_code == 200
    assert FORM["text_zh_hans"] in again.text
    assert await made(scene) == 0


@pytest.mark.parametrize("name", ["title_en", "text_es", "title_zh_hans"])
async def test_a_language_that_is_missing_is_asked_for(scene, admin, name):
    answer = await send(admin, await admin.get(PAGE), **{**FORM, name: " "}, step="publish")

    assert answer.status_code == 422
    assert f'id="error-{name}"' in answer.text
    assert await made(scene) == 0


@pytest.mark.parametrize(
    "path", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "missions"]
)
async def test_an_announcement_leads_to_no_other_site(scene, admin, path):
    answer = await send(admin, await admin.get(PAGE), **{**FORM, "path": path}, step="publish")
    assert answer.status_code == 422
    answer = await admin.post(API, json={**ANNOUNCEMENT, "path": path})
    assert answer.status_code == 422
    assert await made(scene) == 0


@pytest.mark.parametrize(
    ("texts", "pointer"),
    [
        ({"en": {"title": "A", "text": "B"}}, "/texts/es"),
        ({**ANNOUNCEMENT["texts"], "fr": {"title": "A", "text": "B"}}, "/texts/fr"),
        ({**ANNOUNCEMENT["texts"], "es": {"title": "  ", "text": "B"}}, "/texts/es/title"),
    ],
)
async def test_the_api_says_which_language_is_wrong(scene, admin, texts, pointer):
    answer = await admin.post(API, json={"texts": texts})

    assert answer.status_code == 422
    assert pointer in {each["pointer"] for each in answer.json()["errors"]}
    assert await made(scene) == 0


async def test_announcements_are_audited_and_listed_page_by_page(scene, admin):
    for _ in range(3):
        assert (await admin.post(API, json=ANNOUNCEMENT)).status_code == 201
    first = (await admin.get(API, params={"limit": 2})).json()
    second = (await admin.get(API, params={"limit": 2, "cursor": first["next_cursor"]})).json()

    assert [len(first["items"]), len(second["items"]), second["next_cursor"]] == [2, 1, None]
    audited = await scene.rows(
        "SELECT subject_id FROM identity.audit WHERE action = 'notifications.announced'"
    )
    listed = {each["id"] for each in first["items"] + second["items"]}
    assert {str(row["subject_id"]) for row in audited} == listed


async def test_only_admins_announce(scene, principals):
    for principal in (None, await principals.human(), await principals.agent()):
        async with scene.site.browse(principal) as client:
            assert (await client.post(API, json=ANNOUNCEMENT)).status_code in {401, 403}
            assert (await client.get(PAGE)).status_code in {303, 401, 403}
    assert await made(scene) == 0


async def test_everybody_reads_an_announcement_in_their_own_language(scene, admin):
    await scene.site.settle()
    reader = await scene.human(locale="es")
    assert (await admin.post(API, json=ANNOUNCEMENT)).status_code == 201
    await scene.site.settle()

    async with scene.site.browse(acting_as(reader), accept_language="es") as client:
        [item] = (await client.get("/api/v1/notifications/")).json()["items"]

    assert item["title"] == ANNOUNCEMENT["texts"]["es"]["title"]
