"""How much one may hand in, how long links are good, and what becomes of a request that is sent twice."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from commonweal import Refusal
from commonweal.storage.blobs import BlobSettings, LocalBlobStore
from commonweal.testing.web import browse, running_app
from commonweal_missions.evidence.linking import LINK_SECONDS, links_of
from commonweal_missions.evidence.uploading import NewFile, take_back, upload
from commonweal_missions.settings import MissionsSettings

from .test_evidence_pages import human, photographed, token
from .test_evidence_pages import picture as taken_picture
from .world import NOW, WORDS, World, broken
from .zoo import picture, video

API = "/api/v1/missions"
KEY = "idempotency-key"
SMALL = MissionsSettings(evidence_megabytes=1)


@pytest.fixture
def world(database, market):
    return World(database, market)


@pytest.fixture
def blobs(tmp_path):
    return LocalBlobStore(BlobSettings(), tmp_path)


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings, COMMONWEAL_WEB__HUMAN_PER_MINUTE="100000") as app:
        yield app


def film(size):
    return video(pictures=bytes(size - len(video(pictures=b""))))


async def filming(world, person=None, at=NOW):
    mission = await world.market.add(evidence_kind=["video"])
    return await world.claimed(person, mission, at=at)


async def send(world, blobs, claim, person, content, at=NOW, settings=SMALL):
    new = NewFile(content=content, name="a.mp4")
    return await upload(world.database, blobs, claim, person, new, settings=settings, at=at)


async def test_the_volume_of_a_day_counts_all_claims_and_what_was_taken_back(world, blobs):
    person, first = await filming(world)
    _, second = await filming(world, person)
    file = await send(world, blobs, first, person, film(600_000))
    async with world.database.write() as work:
        await take_back(work, first, file, person, NOW)
    later = NOW + timedelta(hours=3)
    await send(world, blobs, second, person, film(400_000), later)
    with pytest.raises(Refusal) as refused:
        await send(world, blobs, second, person, film(1_000), later)
    assert (refused.value.code, refused.value.fields[0].code) == ("rate_limited", "volume")
    assert refused.value.arguments == {"most": 1, "seconds": 21 * 3_600}
    other, others = await filming(world)
    await send(world, blobs, others, other, film(1_000), later)
    await send(world, blobs, second, person, film(600_000), NOW + timedelta(hours=24, seconds=1))


async def test_uploads_at_once_stay_within_the_volume_and_the_number(world, blobs):
    person, claim = await filming(world)
    sent = [send(world, blobs, claim, person, film(300_000)) for _ in range(5)]
    done = await asyncio.gather(*sent, return_exceptions=True)
    assert {each.code for each in done if isinstance(each, Refusal)} == {"rate_limited"}
    assert await world.rows("SELECT count(*), sum(bytes) FROM missions.evidence_file") == [(3, 900_000)]
    other, second = await filming(world)
    sent = [send(world, blobs, second, other, film(1_000)) for _ in range(8)]
    done = await asyncio.gather(*sent, return_exceptions=True)
    assert [each.fields[0].code for each in done if isinstance(each, Refusal)] == ["count"] * 3
    kept = await world.rows("SELECT count(*) FROM missions.evidence_file WHERE claim_id = $1", second)
    assert kept == [(5,)]


def test_the_default_volume_is_fifty_megabytes_of_five_files_of_ten():
    assert MissionsSettings().evidence_megabytes == 50
    assert MissionsSettings().evidence_files == 5


async def test_links_are_good_for_an_hour(world, app):
    person, claim = await photographed(world)
    async with browse(app, human(person, by_cookie=False)) as holder, browse(app) as guest:
        sent = await holder.post(f"{API}/claims/{claim}/files", files={"file": ("a.jpg", taken_picture())})
        link = sent.json()["links"]["original"]
        [expires] = parse_qs(urlsplit(link).query)["expires"]
        left = int(expires) - datetime.now(UTC).timestamp()
        assert LINK_SECONDS == 3_600
        assert 3_500 < left <= 3_601
        assert (await guest.get(link)).status_code == 200
        assert (await guest.get(link.replace(expires, str(int(expires) + 60)))).status_code == 403
        assert (await guest.get(urlsplit(link).path)).status_code == 422


async def test_only_what_there_is_and_may_be_seen_has_a_link(blobs):
    file = "0192f0c1-2345-7abc-8def-0123456789ab"
    none = await links_of(blobs, file, "image/jpeg", copied=False, original=False)
    assert (none.original, none.copy, none.thumbnail) == (None, None, None)
    film_links = await links_of(blobs, file, "video/mp4", copied=True, original=False)
    assert (film_links.original, film_links.thumbnail) == (None, None)
    assert film_links.copy


async def test_the_eleventh_submission_in_an_hour_is_refused(app, world):
    """A submission that is refused counts as well."""
    person = await world.person()
    _, claim = await world.claimed(person, at=datetime.now(UTC) - timedelta(minutes=5))
    async with browse(app, human(person, by_cookie=False)) as holder:
        answers = [await holder.post(f"{API}/claims/{claim}/evidence", json={}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].json()["code"] == "rate_limited"


@pytest.mark.parametrize("keys", [["one"] * 5, [f"key {number}" for number in range(5)], [None] * 5])
async def test_evidence_sent_twice_is_handed_in_once(app, world, keys):
    person = await world.person()
    _, claim = await world.claimed(person, at=datetime.now(UTC) - timedelta(minutes=5))

    async def hand_in(key):
        async with browse(app, human(person, by_cookie=False)) as holder:
            headers = {} if key is None else {KEY: key}
            return await holder.post(f"{API}/claims/{claim}/evidence", json={"text": WORDS}, headers=headers)

    answers = await asyncio.gather(*map(hand_in, keys))
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    codes = {answer.json()["code"] for answer in answers if answer.status_code != 201}
    assert len(made) == 1
    same = len(set(keys)) == 1 and keys[0] is not None
    assert codes <= ({"idempotency_in_progress"} if same else {"invalid_transition"})
    if same:
        again = await hand_in(keys[0])
        assert (again.status_code, again.json()["id"]) == (201, made.pop())
    rows = await world.rows("SELECT count(*), max(attempt) FROM missions.evidence")
    assert rows == [(1, 1)]
    assert await broken(world.database) == {}


@pytest.mark.parametrize("key", ["one", None])
async def test_a_file_sent_twice_with_one_key_is_kept_once(app, world, key):
    person, claim = await photographed(world)
    content = picture("JPEG")

    async def send_file():
        async with browse(app, human(person, by_cookie=False)) as holder:
            headers = {"content-type": "multipart/form-data; boundary=same"} | ({KEY: key} if key else {})
            return await holder.post(
                f"{API}/claims/{claim}/files", files={"file": ("a.jpg", content)}, headers=headers
            )

    answers = [await send_file() for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    kept = await world.rows("SELECT count(*) FROM missions.evidence_file WHERE claim_id = $1", claim)
    assert kept == [(1 if key else 2,)]


@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
@pytest.mark.parametrize("act", ["upload", "hand_in"])
async def test_a_form_with_files_of_evidence_that_is_sent_twice_happens_once(app, world, act, at_once):
    person, claim = await photographed(world)
    content = taken_picture()
    async with browse(app, human(person)) as holder:
        page = await holder.get(f"/claims/{claim}")
        found = re.search(r'enctype="multipart.*?name="once" value="([^"]+)"', page.text, re.DOTALL)
        entries = {"form_token": token(page), "once": found[1], "act": act, "text": WORDS}

        async def send():
            files = {"files-0": ("pump.jpg", content)}
            return await holder.post(f"/claims/{claim}/evidence", data=entries, files=files)

        answers = await asyncio.gather(send(), send()) if at_once else [await send(), await send()]
        answers.append(await send())

    assert {answer.status_code for answer in answers} <= {303, 409}
    told = {(each.headers["location"], each.text) for each in answers if each.status_code == 303}
    assert told == {(f"/claims/{claim}", "")}
    kept = "SELECT count(*) FROM missions.evidence_file", "SELECT count(*) FROM missions.evidence"
    rows = [(await world.rows(f"{count} WHERE claim_id = $1", claim))[0][0] for count in kept]
    assert rows == [1, 1 if act == "hand_in" else 0]
    assert await broken(world.database) == {}
