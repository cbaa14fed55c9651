"""Evidence over HTTP: files by the API and by the form of a claim's page, handing in, and appeals."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from commonweal import Principal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_missions.evidence.copying import copy
from PIL import Image

from .world import World, checked

LIMITS = '{"evidence_upload": 10000, "evidence": 10000}'


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(
        tmp_path,
        database_settings,
        COMMONWEAL_WEB__HUMAN_PER_MINUTE="100000",
        COMMONWEAL_WEB__LIMITS=LIMITS,
    ) as app:
        yield app


@pytest.fixture
def world(database, market):
    return World(database, market)


def human(human_id=None, *, by_cookie=True):
    roles = frozenset({"human"})
    return Principal(
        kind="human",
        id=str(human_id or new_id()),
        rate_class="human",
        roles=roles,
        by_cookie=by_cookie,
        name="Ana",
    )


async def photographed(world, **mission):
    """Let a new human claim a mission that asks for a photo."""
    mission_id = await world.market.add(evidence_kind=["photo"], latitude=10.0, longitude=20.0, **mission)
    return await world.claimed(mission_id=mission_id, at=datetime.now(UTC) - timedelta(hours=2))


def token(page):
    return re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)[1]


def words_of(page):
    return re.sub(r"<[^>]+>", " ", page.text)


def picture():
    """Make a photo that tells when and where it was taken, as a phone does."""
    image = Image.effect_noise((640, 480), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Phone of Ana"
    exif.get_ifd(0x8769)[0x9003] = datetime.now(UTC).strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(0x8769)[0x9011] = "+00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 0.0, 0.0), 3: "E", 4: (20.0, 0.0, 0.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


async def test_a_file_is_uploaded_listed_and_taken_back_by_the_api(app, world):
    person, claim = await photographed(world)
    address = f"/api/v1/missions/claims/{claim}/files"
    async with (
        browse(app, human(person, by_cookie=False)) as holder,
        browse(app, human(by_cookie=False)) as other,
    ):
        sent = await holder.post(
            address, files={"file": ("../me <1>.png", picture(), "text/html")}, data={"moment": "before"}
        )
        listed = (await holder.get(address)).json()["items"]
        foreign = [await other.get(address), await other.post(address, files={"file": ("a", picture())})]
        foreign.append(await other.delete(f"{address}/{sent.json()['id']}"))
        fetched = await holder.get(sent.json()["links"]["original"])
        no_form = await holder.post(address, json={"item": 0})
        removed = await holder.delete(f"{address}/{sent.json()['id']}")
        again = await holder.delete(f"{address}/{sent.json()['id']}")

    assert sent.status_code == 201
    file = sent.json()
    assert (file["name"], file["media_type"], file["moment"]) == ("me 1.png", "image/jpeg", "before")
    assert (file["latitude"], file["longitude"]) == (10.0, 20.0)
    assert [each["id"] for each in listed] == [file["id"]]
    assert [answer.status_code for answer in foreign] == [404, 404, 404]
    assert fetched.content[:2] == b"\xff\xd8"
    assert (no_form.status_code, no_form.json()["code"]) == (415, "unsupported_media_type")
    assert (removed.status_code, again.status_code) == (204, 404)


async def test_the_copy_for_others_says_nothing_of_phone_and_place(app, world):
    person, claim = await photographed(world)
    async with browse(app, human(person, by_cookie=False)) as holder:
        sent = await holder.post(
            f"/api/v1/missions/claims/{claim}/files", files={"file": ("a.jpg", picture())}
        )
        assert sent.json()["links"]["copy"] is None
        blobs = app.asgi_handler._web.blobs
        await copy(world.database, blobs, sent.json()["id"], datetime.now(UTC))
        [listed] = (await holder.get(f"/api/v1/missions/claims/{claim}/files")).json()["items"]
        copied = await holder.get(listed["links"]["copy"])
        small = await holder.get(listed["links"]["thumbnail"])
    assert not Image.open(io.BytesIO(copied.content)).getexif()
    assert b"Phone of Ana" not in copied.content
    assert max(Image.open(io.BytesIO(small.content)).size) <= 480


REFUSED = [
    ("empty.jpg", b"", 422),
    ("page.jpg", b"<html><script>alert(1)</script></html>", 415),
    ("program.jpg", b"MZ" + bytes(200), 415),
    ("large.jpg", bytes(10_000_001), 413),
    ("half.jpg", None, 415),
]


@pytest.mark.parametrize(("name", "content", "status"), REFUSED)
async def test_a_file_that_is_none_is_refused_and_nothing_is_kept(app, world, name, content, status):
    person, claim = await photographed(world)
    content = picture()[:2000] if content is None else content
    async with browse(app, human(person, by_cookie=False)) as holder:
        answer = await holder.post(
            f"/api/v1/missions/claims/{claim}/files", files={"file": (name, content, "image/jpeg")}
        )
        listed = (await holder.get(f"/api/v1/missions/claims/{claim}/files")).json()["items"]
    assert answer.status_code == status, answer.text
    assert "⟦" not in answer.text
    assert listed == []


async def test_the_sixth_file_and_an_item_there_is_not_are_refused(app, world):
    person, claim = await photographed(world)
    address = f"/api/v1/missions/claims/{claim}/files"
    async with browse(app, human(person, by_cookie=False)) as holder:
        wrong = await holder.post(address, files={"file": ("a.jpg", picture())}, data={"item": 7})
        answers = [await holder.post(address, files={"file": ("a.jpg", picture())}) for _ in range(6)]
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/item")
    assert [answer.status_code for answer in answers] == [201] * 5 + [422]


async def test_without_javascript_files_are_kept_handed_in_and_what_became_of_it_is_shown(app, world):
    person, claim = await photographed(world)
    async with browse(app, human(person)) as holder:
        page = await holder.get(f"/claims/{claim}")
        sent = await holder.post(
            f"/claims/{claim}/evidence",
            data={"form_token": token(page), "act": "upload", "moment-0": "after"},
            files={"camera-0": ("well.jpg", picture())},
        )
        waiting = await holder.get(f"/claims/{claim}")
        removal = re.search(r'formaction="(/claims/[^"]+/remove)"', waiting.text)[1]
        await holder.post(removal, data={"form_token": token(waiting)})
        without = await holder.get(f"/claims/{claim}")
        nothing = await holder.post(
            f"/claims/{claim}/evidence",
            data={"form_token": token(page), "act": "hand_in", "text": "Nobody was there."},
            files={"files-0": ("", b"")},
        )
        handed_in = await holder.post(
            f"/claims/{claim}/evidence",
            data={"form_token": token(page), "act": "hand_in", "text": "The pump works."},
            files={"files-0": ("pump.jpg", picture())},
        )
        shown = await holder.get(f"/claims/{claim}")

    assert sent.status_code == 303
    assert "well.jpg" in waiting.text
    assert "After the work" in waiting.text
    assert "well.jpg" not in without.text
    assert nothing.status_code == 422
    assert "Add a file first" in nothing.text
    assert "Nobody was there." in nothing.text, "what was written is not lost"
    assert handed_in.status_code == 303
    for word in ("pump.jpg", "The pump works.", "Waits for the check"):
        assert word in words_of(shown)
    assert "data-evidence" not in shown.text, "there is nothing to hand in now"


async def test_a_refused_file_is_named_at_its_field_and_the_ones_before_it_are_kept(app, world):
    person, claim = await photographed(world)
    async with browse(app, human(person)) as holder:
        page = await holder.get(f"/claims/{claim}?lang=es")
        sent = await holder.post(
            f"/claims/{claim}/evidence?lang=es",
            data={"form_token": token(page), "act": "hand_in", "captured_at": "2026-02-30T10:00"},
            files=[("files-0", ("a.jpg", picture())), ("files-0", ("b.jpg", b"GIF89a" + bytes(50)))],
        )
    assert sent.status_code == 422
    assert "a.jpg" in sent.text
    assert 'id="error-files-0"' in sent.text
    assert 'id="error-captured_at"' in sent.text
    assert "⟦" not in sent.text


async def test_a_rejection_says_why_and_can_be_appealed_once_from_the_page(app, world):
    at = datetime.now(UTC)
    person, claim, evidence = await world.submitted(at=at)
    await checked(world, evidence, 0.2, at=at)
    other_human = await world.person()
    async with browse(app, human(person)) as holder, browse(app, human(other_human)) as other:
        page = await holder.get(f"/claims/{claim}")
        form = {"form_token": token(page), "reason": "short"}
        short = await holder.post(f"/evidence/{evidence}/appeal", data=form)
        form["reason"] = "I was there at the hour that was asked for."
        _, foreign_claim = await world.claimed(other_human)
        foreign_page = await other.get(f"/claims/{foreign_claim}")
        foreign = await other.post(
            f"/evidence/{evidence}/appeal", data={**form, "form_token": token(foreign_page)}
        )
        sent = await holder.post(f"/evidence/{evidence}/appeal", data=form)
        again = await holder.post(f"/evidence/{evidence}/appeal", data=form)
        shown = await holder.get(f"/claims/{claim}?lang=zh-Hans")
    assert "Rejected" in page.text
    assert f"/evidence/{evidence}/appeal" in page.text
    assert short.status_code == 422
    assert "short" in short.text
    assert foreign.status_code == 404
    assert (sent.status_code, again.status_code) == (303, 422)
    assert "appealed against this before" in words_of(again)
    assert form["reason"] in shown.text
    assert "⟦" not in shown.text


async def test_what_was_paid_is_explained(app, world):
    at = datetime.now(UTC)
    person, claim, evidence = await world.submitted(at=at, reward_minor=5_000)
    await checked(world, evidence, 0.92, at=at)
    async with browse(app, human(person)) as holder:
        for tag in ("en", "es", "zh-Hans"):
            page = await holder.get(f"/claims/{claim}?lang={tag}")
            assert "67" in words_of(page)
            assert "/account/statement" in page.text
            assert "⟦" not in page.text


def hidden_fields(page):
    """Return what a browser sends of the form that hands evidence in, whichever button is pressed."""
    form = re.search(r"<form[^>]* data-evidence.*?</form>", page.text, re.DOTALL)[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form))
    assert fields.keys() == {"form_token", "once"}
    return fields


async def press(client, claim, page, act, *files, **entries):
    return await client.post(
        f"/claims/{claim}/evidence",
        data={**hidden_fields(page), "act": act, **entries},
        files=[("files-0", file) for file in files or [("", b"")]],
        follow_redirects=True,
    )


async def test_each_page_that_comes_back_from_the_form_can_be_sent_again_as_something_else(app, world):
    person, claim = await photographed(world)
    async with browse(app, human(person)) as holder:
        page = await holder.get(f"/claims/{claim}")
        refused = await press(holder, claim, page, "upload", ("no.jpg", b"GIF89a" + bytes(50)))
        uploaded = await press(holder, claim, refused, "upload", ("well.jpg", picture()))
        more = await press(holder, claim, uploaded, "upload", ("pump.jpg", picture()))
        removals = re.findall(r'formaction="(/claims/[^"]+/remove)"', more.text)
        removed = await holder.post(removals[0], data=hidden_fields(more), follow_redirects=True)
        wrong = await press(holder, claim, removed, "hand_in", latitude="91")
        handed_in = await press(holder, claim, wrong, "hand_in", text="The pump works.")

    pages = [page, refused, uploaded, more, removed, wrong]
    assert [each.status_code for each in pages] == [200, 422, 200, 200, 200, 422]
    assert len({hidden_fields(each)["once"] for each in pages}) == len(pages)
    assert len(removals) == 2
    assert handed_in.status_code == 200
    assert "Waits for the check" in words_of(handed_in)
    assert await world.rows("SELECT text FROM missions.evidence") == [("The pump works.",)]
    assert len(await world.rows("SELECT id FROM missions.evidence_file WHERE evidence_id IS NOT NULL")) == 1


async def test_a_button_of_the_form_that_is_pressed_twice_is_pressed_once(app, world):
    person, claim = await photographed(world)
    async with browse(app, human(person)) as holder:
        page, file = await holder.get(f"/claims/{claim}"), ("well.jpg", picture())
        sent = [await press(holder, claim, page, "upload", file) for _ in range(2)]
        way_back = await press(holder, claim, page, "hand_in", file)

    assert [answer.status_code for answer in sent] == [200, 200]
    assert len(await world.rows("SELECT id FROM missions.evidence_file")) == 1
    assert way_back.status_code == 422
    assert "This was sent before with other content" in words_of(way_back)
    assert "load that page again" in words_of(way_back)
