"""How the indexes fare on the pages of admins and in the API: for whom, in which words, and for every eye."""

import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from commonweal import new_id
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults
from commonweal_vectors.evaluating.charting import draw_chart
from commonweal_vectors.evaluating.figures import Evaluation, Growth
from commonweal_vectors.evaluating.history import keep
from commonweal_vectors.evaluating.trials import Side, Trial, begin_trial, end_trial
from commonweal_vectors.generations import Shape

from .evaluated import NAME, figures, latency, recall

LANGUAGES = ["en", "es", "zh-Hans"]
DAYS = 40
SHAPES = [
    latency(620, 12_345),
    latency(640, 10_000, "text"),
    latency(810, 2_000, "text filtered"),
    latency(90, 345, "like"),
]
RECALLS = [
    recall(0.93),
    recall(0.95, "topic", "common", p95=40),
    recall(0.55, "topic", "rare", p95=900),
]
HALF_MADE = """
INSERT INTO vectors.generation
    (collection, store, embedder, model, embeds, shape, state, automatic, filled, total)
VALUES ($1, 'qdrant', 'hashing', '', 'hashing-1024', '{"dimensions": 1024, "metric": "cosine", "fields": {}}',
    'filling', false, 120_000, 512_345)
"""
SPENT = """
INSERT INTO vectors.spending (day, embeds, requests, texts, tokens, microdollars)
VALUES ((now() AT TIME ZONE 'UTC')::date, 'text-embedding-3', 10, 5000, 400000, 8_250_000)
"""
LATE = """
INSERT INTO vectors.change (collection, document_id, number, due_at, attempts, error)
SELECT $1, gen_random_uuid(), n, now() - interval '3 minutes', n % 2, 'the store does not answer'
FROM generate_series(1, 7) AS n
"""


def at(day):
    """Return a moment so many days after the history begins."""
    return datetime.now(UTC) - timedelta(days=DAYS - day)


def grown(day):
    """Return the figures of a collection that grows until it is too large, too slow and finds too little."""
    return figures(
        items=350_000 + day * 4_200,
        documents=340_000 + day * 4_200,
        index_bytes=1_800_000_000,
        together_bytes=1_800_000_000 + day * 30_000_000,
        latencies=[latency(120 + day * day / 3, 12_345), *SHAPES[1:]],
        recalls=RECALLS,
        growth=Growth(4_200, 126_000),
        filled_per_second=450.0,
    )


def side(store, part, **more):
    return Side(
        store=store,
        vector_bytes=8_000_000,
        index_bytes=9_000_000,
        prepare_seconds=4.5,
        recalls=[recall(part), recall(part, "topic", "rare")],
        **more,
    )


@pytest.fixture
def grown_notes(notes):
    """Give a collection with a history in which something happened: ``await grown_notes()``."""

    async def grow():
        async with notes.database.write() as work:
            for day in range(DAYS):
                evaluation = Evaluation(
                    id=new_id(), collection=NAME, evaluated_at=at(day + 1), figures=grown(day)
                )
                await keep(work, evaluation)
            copies = await begin_trial(work, NAME, "pgvector", "qdrant", Shape(1_024, "cosine", {}))
            trial = Trial(
                collection=NAME,
                ended_at=at(DAYS),
                items=2_000,
                here=side("pgvector", 0.93, index="halfvec", copy_seconds=2.25),
                there=side("qdrant", 0.98, index="hnsw int8", copy_seconds=1.5),
            )
            await end_trial(work, copies.id, trial)
            await work.execute(HALF_MADE, NAME)
            await work.execute(SPENT)
            await work.execute(LATE, NAME)
        return notes

    return grow


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_admin_sees_how_every_index_fares_and_what_helps(grown_notes, site, principals, language):
    await grown_notes()
    async with site.browse(await principals.admin()) as client:
        listed = await client.get(f"/admin/vectors?lang={language}")
        shown = await client.get(f"/admin/vectors/{NAME}?lang={language}")
    assert (listed.status_code, shown.status_code) == (200, 200)
    assert "⟦" not in listed.text + shown.text
    assert {"en": "Decide", "es": "Hay que decidir", "zh-Hans": "需要决定"}[language] in listed.text
    for words in (f'href="/admin/vectors/{NAME}"', "<progress", "text-embedding-3", "8.25"):
        assert words in listed.text.replace("8,25", "8.25")
    for words in ("<polyline", "hnsw int8", f"commonweal vectors evaluate --collection {NAME} --try"):
        assert words in shown.text
    steps = re.findall(r"<strong>([^<]+)</strong>\s*<p>", shown.text)
    wanted = {
        "en": ["Keep the index as bits", "Renew what filters by topic", "Give the store", "Move it to"],
        "es": ["Guardar el índice como bits", "Renovar aquello", "Mover"],
        "zh-Hans": ["以比特", "更新按 topic", "迁移到 Qdrant"],
    }[language]
    places = [next((n for n, step in enumerate(steps) if step.startswith(want)), -1) for want in wanted]
    assert places == sorted(places)


async def test_an_admin_asks_for_an_evaluation_and_is_told(grown_notes, site, principals):
    await grown_notes()
    admin = msgspec.structs.replace(await principals.admin(), by_cookie=True)
    async with site.browse(admin) as client:
        page = await client.get("/admin/vectors")
        token = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        forged = await client.post("/admin/vectors/evaluations", data={})
        assert forged.status_code == 403
        sent = await client.post("/admin/vectors/evaluations", data=token)
        assert (sent.status_code, sent.headers["location"]) == (303, "/admin/vectors")
        told = await client.get("/admin/vectors?lang=en")
        assert "The indexes are being evaluated." in told.text
    async with site.database.read() as work:
        assert (
            await work.fetch_value("SELECT count(*) FROM kernel.task_request WHERE task = 'vectors.evaluate'")
            == 1
        )


async def test_the_pages_and_the_api_are_for_admins(notes, site, principals):
    async with site.browse(await principals.human()) as client:
        for path in ("/admin/vectors", f"/admin/vectors/{NAME}", "/api/v1/vectors/collections"):
            assert (await client.get(path)).status_code == 403, path
        assert (await client.post("/api/v1/vectors/evaluations")).status_code == 403
    async with site.browse(await principals.admin()) as client:
        assert (await client.get("/admin/vectors/vectors.nothing")).status_code == 404
        assert (await client.get("/api/v1/vectors/evaluations?collection=vectors.nothing")).status_code == 404
        new = await client.get(f"/admin/vectors/{NAME}?lang=en")
        assert "Not evaluated yet" in new.text


async def test_the_api_gives_how_collections_fare_and_the_history_in_parts(grown_notes, site, principals):
    await grown_notes()
    async with site.browse(await principals.admin()) as client:
        [judged] = (await client.get("/api/v1/vectors/collections")).json()["items"]
        assert (judged["collection"], judged["outlook"]) == (NAME, "act")
        assert {each["name"] for each in judged["triggers"] if each["stand"] == "reached"} >= {
            "items",
            "slow",
        }
        assert judged["remedies"][-1]["name"] == "qdrant"
        assert judged["remedies"][-1]["estimate"]["basis"] == "trial"
        seen, cursor = [], ""
        while cursor is not None:
            part = (await client.get(f"/api/v1/vectors/evaluations?limit=15{cursor}")).json()
            seen += part["items"]
            cursor = f"&cursor={part['next_cursor']}" if part["next_cursor"] else None
        assert [each["figures"]["items"] for each in seen] == [
            350_000 + day * 4_200 for day in reversed(range(DAYS))
        ]
        msgspec.convert(seen[0], Evaluation)
        asked = await client.post("/api/v1/vectors/evaluations")
        assert (asked.status_code, list(asked.json())) == (202, ["id"])


def test_a_line_goes_from_edge_to_edge_and_shows_the_threshold_once_that_is_near():
    assert draw_chart([(at(0), 5.0)], 100) is None
    low = draw_chart([(at(0), 10.0), (at(5), 20.0), (at(10), 30.0)], 100)
    assert (low.line, low.limit) == ("6.0,91.3 300.0,48.7 594.0,6.0", None)
    assert (low.first, low.last, low.most) == (10, 30, 30)
    near = draw_chart([(at(0), 0.0), (at(10), 50.0)], 100)
    assert (near.line, near.limit) == ("6.0,134.0 594.0,70.0", 6.0)
    assert draw_chart([(at(0), 0.0), (at(10), 0.0)], 100).line == "6.0,134.0 594.0,134.0"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_pages_have_no_faults_of_accessibility(grown_notes, site, principals, browser, scheme):
    await grown_notes()
    admin = await principals.admin()
    for size in (PHONE, DESKTOP):
        for path in ("/admin/vectors", f"/admin/vectors/{NAME}"):
            page = await browser.open(site, path, admin, size=size, scheme=scheme)
            assert await accessibility_faults(page) == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
