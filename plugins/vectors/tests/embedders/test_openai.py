"""A service is asked as its API wants it, patiently, and what it answers is looked at."""

import asyncio
import base64
import json
import struct
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from commonweal import EmbedderRefused, VectorsUnavailable
from commonweal.testing.embedder_contract import cosine
from commonweal_vectors.embedders import asking
from commonweal_vectors.embedders.hashing import embed_text
from commonweal_vectors.embedders.openai import DEFAULT_MODEL

from .service import KEY, MODEL, refusal

TEXTS = ["dry taps in the north", "swifts under the roofs", "steps without a rail"]


class Clock:
    """The time that a question is asked again for: it passes while one waits, and not by itself."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(asking, "time", clock)
    monkeypatch.setattr(asking, "asyncio", clock)
    return clock


def same(vectors, texts, dimensions=1_024):
    """Tell whether vectors are those of the texts, in that order."""
    wanted = [embed_text(text, dimensions) for text in texts]
    return all(cosine(one, other) > 0.9999 for one, other in zip(vectors, wanted, strict=True))


async def test_texts_are_embedded_and_what_they_cost_is_counted(service, made):
    embedder = made(embedder_price=0.13)
    embedded = await embedder.embed(TEXTS, "document")
    assert same(embedded.vectors, TEXTS)
    assert (embedded.tokens, embedded.microdollars) == (13, 2), "13 tokens at 13 cents a million, rounded up"
    assert service.asked == [
        {"model": MODEL, "input": TEXTS, "dimensions": 1_024, "encoding_format": "base64"}
    ]
    assert (embedder.model, embedder.semantic, embedder.dear) == (f"openai:{MODEL}/1024", True, True)


async def test_without_a_model_in_the_settings_it_asks_for_a_common_one(service, made):
    with pytest.raises(EmbedderRefused, match=DEFAULT_MODEL):
        await made(model="").embed(TEXTS, "query")


async def test_without_a_key_none_is_sent_and_an_address_may_end_in_a_slash(service, made):
    with pytest.raises(EmbedderRefused, match=r"401.*vectors\.embedder_key"):
        await made(embedder_key=None, embedder_url=f"{service.url}/").embed(TEXTS, "query")


@pytest.mark.parametrize("dropped", [{"encoding_format"}, {"dimensions"}, {"encoding_format", "dimensions"}])
async def test_what_a_service_does_not_know_it_is_asked_for_once(service, made, dropped):
    service.knows = tuple({"model", "input", "dimensions", "encoding_format"} - dropped)
    service.own_dimensions = 384
    embedder = made(dimensions=384)
    for _ in range(2):
        assert same((await embedder.embed(TEXTS, "document")).vectors, TEXTS, 384)
    assert len(service.asked) == len(dropped) + 2
    await asyncio.gather(*(made(dimensions=384).embed([text], "query") for text in TEXTS))


async def test_calls_at_once_may_all_learn_that_a_service_knows_less(service, made):
    service.knows, service.own_dimensions = ("model", "input"), 384
    embedder = made(dimensions=384)
    found = await asyncio.gather(*(embedder.embed([text], "query") for text in TEXTS))
    assert same([each.vectors[0] for each in found], TEXTS, 384)


async def test_a_model_with_other_dimensions_is_refused_with_what_to_set(service, made):
    service.own_dimensions = 768
    with pytest.raises(EmbedderRefused, match=r"768 numbers, not 1024; set vectors\.dimensions to 768"):
        await made().embed(TEXTS, "document")


async def test_vectors_go_to_the_texts_that_their_indexes_name(service, made):
    async def shuffled(question, send):
        answer = service.good(question)
        return 200, {**answer, "data": answer["data"][::-1]}, []

    async def unnumbered(question, send):
        return (
            200,
            {"data": [{"embedding": each["embedding"]} for each in service.good(question)["data"]]},
            [],
        )

    service.first = [shuffled, unnumbered]
    embedder = made()
    assert same((await embedder.embed(TEXTS, "document")).vectors, TEXTS)
    embedded = await embedder.embed(TEXTS, "document")
    assert same(embedded.vectors, TEXTS)
    assert embedded.tokens == 0, "this answer tells nothing of tokens"


def entries(*vectors, indexes=(0, 1, 2)):
    return {"data": [{"index": at, "embedding": each} for at, each in zip(indexes, vectors, strict=False)]}


GOOD = embed_text("good", 1_024)
NAN = base64.b64encode(struct.pack("<1024f", *[float("nan")] * 1_024)).decode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>Welcome</html>", "does not answer as an API of embeddings"),
        ({"vectors": []}, "does not answer as an API of embeddings"),
        (entries(GOOD, GOOD), "3 texts with 2 vectors"),
        (entries(GOOD, GOOD, GOOD, indexes=(0, 1, 1)), r"indexes are \[0, 1, 1\]"),
        (entries(GOOD, GOOD, GOOD, indexes=(1, 2, 3)), "indexes are"),
        (entries(GOOD, GOOD, GOOD[:5]), "vectors of 5 numbers"),
        (entries(GOOD, GOOD, NAN), "no direction"),
        (entries(GOOD, GOOD, [0.0] * 1_024), "no direction"),
        (entries(GOOD, GOOD, "no Base64"), "does not answer as an API of embeddings"),
        (entries(GOOD, GOOD, "AAAA"), "does not answer as an API of embeddings"),
        (json.dumps(entries(GOOD, GOOD, [float("nan")] * 1_024)).encode(), "does not answer as an API"),
    ],
)
async def test_an_answer_that_is_not_what_was_asked_for_is_refused(service, made, content, reason):
    service.first = [(200, content, [])]
    with pytest.raises(EmbedderRefused, match=reason):
        await made().embed(TEXTS, "document")


async def test_more_texts_than_a_service_takes_go_in_parts_and_the_next_call_knows(service, made):
    service.most_texts = 10
    embedder = made()
    texts = [f"tap number {number}" for number in range(embedder.batch)]
    embedded = await embedder.embed(texts, "document")
    assert same(embedded.vectors, texts)
    assert (embedded.tokens, embedder.batch) == (3 * 64, 8)
    service.asked.clear()
    await embedder.embed(texts[: embedder.batch], "document")
    assert len(service.asked) == 1


async def test_texts_that_are_too_long_are_cut_and_the_others_are_not(service, made):
    long = "north taps " * 1_000
    embedded = await made().embed([TEXTS[0], long, TEXTS[1]], "document")
    assert same(embedded.vectors, [TEXTS[0], long[:3_000], TEXTS[1]])
    assert max(len(text) for question in service.asked for text in question["input"]) == 6_000


@pytest.mark.parametrize(
    "refused",
    [
        refusal(413, "Payload"),
        refusal(400, "Requested 339000 tokens, max 300000 tokens per request"),
        refusal(500, "input (900 tokens) is too large to process. increase the physical batch size"),
        (422, {"message": "`inputs` must have less than 512 tokens. Given: 534"}, []),
        (400, {"detail": "batch size is invalid, it should not be larger than 2"}, []),
    ],
)
async def test_services_say_in_many_ways_that_it_is_too_much(service, made, refused):
    service.first = [refused]
    assert same((await made().embed(TEXTS, "document")).vectors, TEXTS)
    assert [len(question["input"]) for question in service.asked] == [3, 1, 2]


async def test_a_model_that_takes_next_to_nothing_is_refused(service, made):
    service.most_tokens = 20
    with pytest.raises(EmbedderRefused, match="maximum context length is 20"):
        await made().embed(["word " * 400], "document")


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (400, r"vectors\.dimensions"),
        (401, r"vectors\.embedder_key"),
        (402, "pay for it"),
        (403, r"vectors\.embedder_key"),
        (404, r"vectors\.model and vectors\.embedder_url"),
        (405, r"vectors\.embedder_url"),
        (422, r"vectors\.dimensions"),
    ],
)
async def test_a_refusal_says_what_to_change_and_is_not_tried_again(service, made, status, change):
    service.first = [refusal(status, "That will not do")]
    with pytest.raises(EmbedderRefused, match=rf"{MODEL}: {status}, That will not do; .*{change}"):
        await made().embed(TEXTS, "document")
    assert len(service.asked) == 1


async def test_the_key_is_never_told(service, made):
    service.first = [refusal(401, f"Incorrect key {KEY}"), *[refusal(503, f"{KEY} waits", retry_after="99")]]
    with pytest.raises(EmbedderRefused) as refused:
        await made().embed(TEXTS, "document")
    with pytest.raises(VectorsUnavailable) as later:
        await made().embed(TEXTS, "document")
    assert KEY not in f"{refused.value} {later.value}"


async def broken(question, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9999")]})
    await send({"type": "http.response.body", "body": b'{"data": [', "more_body": True})
    raise ConnectionError


async def silent(question, send):
    await asyncio.sleep(1.2)
    return 200, {}, []


@pytest.mark.parametrize(
    "failure",
    [
        refusal(429, "slow down"),
        refusal(500, "oh"),
        refusal(503, "busy"),
        refusal(408, "late"),
        broken,
        silent,
    ],
)
async def test_what_passes_by_itself_is_tried_again(service, made, clock, failure):
    service.first = [failure, failure]
    embedded = await made(embedder_seconds=0.5).embed(TEXTS, "document")
    assert same(embedded.vectors, TEXTS)
    assert len(service.asked) >= 3


async def test_a_service_that_says_how_long_to_wait_is_not_asked_before(service, made, clock):
    service.first = [refusal(429, "slow down", retry_after="1")]
    assert same((await made().embed(TEXTS, "document")).vectors, TEXTS)
    assert (len(service.asked), clock.now) == (2, 1)


async def test_a_wait_longer_than_patience_is_left_for_later_at_once(service, made):
    service.first = [refusal(429, "slow down", retry_after="3600")] * 2
    with pytest.raises(VectorsUnavailable, match=r"429 \(slow down\); embedding is tried again later"):
        await made().embed(TEXTS, "document")
    assert len(service.asked) == 1


async def test_a_service_that_stays_out_of_order_is_left_for_later(service, made, clock, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE", 0.5)
    service.first = [refusal(502, "no gateway")] * 20
    with pytest.raises(VectorsUnavailable, match="502"):
        await made().embed(TEXTS, "document")
    assert 1 < len(service.asked) < 5


async def test_nobody_there_is_left_for_later(service, made, clock):
    with pytest.raises(VectorsUnavailable, match="does not answer"):
        await made(embedder_url="http://127.0.0.1:9/v1").embed(TEXTS, "document")


async def test_an_answer_too_long_to_read_is_refused(service, made):
    service.first = [(200, b" " * (17 * 1_024**2), [])]
    with pytest.raises(EmbedderRefused, match=r"longer than .*vectors\.embedder_url"):
        await made().embed(TEXTS, "document")


def test_a_wait_may_be_told_in_seconds_or_as_a_moment():
    later = datetime.now(UTC) + timedelta(seconds=90)
    assert 80 < asking._told_seconds(format_datetime(later, usegmt=True)) <= 90
    assert asking._told_seconds("2.5") == 2.5
    for odd in ("", "soon", "-3", "nan", format_datetime(later - timedelta(days=1), usegmt=True)):
        assert asking._told_seconds(odd) == 0
