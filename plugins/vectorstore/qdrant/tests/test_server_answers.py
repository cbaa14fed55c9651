"""What is sent to a server over the wire, and what its refusals and silences are in sentences."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from typing import Self
from uuid import UUID

import grpc
import pytest
from commonweal import Collection, Item, VectorError, VectorSettings, VectorsUnavailable
from commonweal.plugin.secret import Secret
from commonweal_qdrant.server import open_server
from commonweal_qdrant.store import QdrantStore
from hypothesis import given
from hypothesis import strategies as st

ITEMS = Collection(name="wire.items", dimensions=2, fields={"domain": "keyword", "slots": "integer"})
ONE = Item(UUID(int=1), [3.0, 4.0], {"slots": 2**63 - 1})
_TLS = b"\x16"  # the first byte of whoever wants to speak it
Asked = tuple[str, str, dict[str, str], dict]


def done(result: object) -> bytes:
    return json.dumps({"result": result, "status": "ok", "time": 0.0}).encode()


def about(place: str, body: dict, *, status: str = "green", indexes: tuple[str, ...] = ()) -> bytes:
    """Return what a server says of a collection it was asked to make."""
    params = {"vectors": body["vectors"], "shard_number": 1, "replication_factor": 1}
    hnsw = {"m": 16, "ef_construct": 100, "full_scan_threshold": 10_000}
    optimiser = {"deleted_threshold": 0.2, "vacuum_min_vector_number": 1_000, "flush_interval_sec": 5}
    optimiser |= {"default_segment_number": 2, "max_segment_size": None, "indexing_threshold": 1}
    config = {"params": params, "hnsw_config": hnsw, "optimizer_config": optimiser}
    schema = {name: {"data_type": "keyword", "points": 0} for name in indexes}
    return done(
        {
            "status": status,
            "optimizer_status": "ok",
            "segments_count": 2,
            "config": config | {"metadata": body["metadata"]},
            "payload_schema": schema,
        }
    )


class Listener:
    """An HTTP server that takes down what it is asked and answers as a test says."""

    def __init__(self, answer: Callable[[Asked], tuple[int, bytes]]) -> None:
        self.answer = answer
        self.asked: list[Asked] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    async def _meet(self, reader, writer) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._answer(reader, writer)
        writer.close()

    async def _answer(self, reader, writer) -> None:
        first = await reader.readexactly(1)
        if first == _TLS:
            writer.write(b"HTTP/1.1 400 x\r\n\r\n")
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, path, _ = head[0].split()
        headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in head[1:])}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.asked.append((method, path, headers, json.loads(body or b"{}")))
        status, content = self.answer(self.asked[-1])
        head = f"HTTP/1.1 {status} x\r\ncontent-length: {len(content)}\r\nconnection: close\r\n\r\n"
        writer.write(head.encode() + content)
        await writer.drain()

    def open(self, **named) -> QdrantStore:
        url = named.pop("scheme", "http") + f"://127.0.0.1:{self.port}"
        return QdrantStore(open_server(VectorSettings(qdrant_url=url, **named)))


def a_server(made: dict, *, status: str = "green") -> Callable[[Asked], tuple[int, bytes]]:
    """Return answers like those of a server that keeps nothing but what collections are made with."""

    def answer(asked: Asked) -> tuple[int, bytes]:
        method, path, _, body = asked
        place = path.partition("?")[0].removeprefix("/collections").strip("/")
        if not place:
            return 200, done({"collections": [{"name": name} for name in made]})
        if "/" in place:
            acknowledged = {"operation_id": 1, "status": "completed"}
            return 200, done({"count": 0} if place.endswith("count") else acknowledged)
        if method == "PUT":
            made[place] = body
            return 200, done(result=True)
        return 200, about(place, made[place], status=status)

    return answer


async def test_a_collection_is_made_with_its_shape_its_cluster_and_its_indexes_before_any_point():
    made: dict = {}
    async with Listener(a_server(made)) as listener:
        store = listener.open(
            qdrant_key=Secret("opensesame"), qdrant_replicas=3, qdrant_shards=4, store_seconds=2.5
        )
        await store.create(ITEMS)
        await store.upsert(ITEMS.name, [ONE])
        await store.close()
    assert {headers["api-key"] for _, _, headers, _ in listener.asked} == {"opensesame"}
    [(place, body)] = made.items()
    assert place.startswith("wire.items.")
    assert body["vectors"] == {"size": 2, "distance": "Cosine"}
    assert (body["shard_number"], body["replication_factor"], body["write_consistency_factor"]) == (4, 3, 2)
    assert body["metadata"]["commonweal"]["fields"] == {"domain": "keyword", "slots": "integer"}
    puts = [(path, body) for method, path, _, body in listener.asked if method == "PUT"]
    *indexes, (last, points) = puts[1:]
    assert {body["field_name"]: body["field_schema"] for _, body in indexes} == {
        "domain": "keyword",
        "slots": "integer",
        "_wide_slots[].high": "integer",
    }
    assert last == f"/collections/{place}/points?wait=true&ordering=medium"
    [point] = points["points"]
    assert point["id"] == str(ONE.id)
    assert point["vector"] == pytest.approx([0.6, 0.8])
    assert point["payload"]["slots"] == 2**63 - 1


async def test_more_points_than_a_server_takes_at_once_go_in_several_requests():
    made: dict = {}
    async with Listener(a_server(made)) as listener:
        store = listener.open()
        large = Collection(name="wire.large", dimensions=4_000, fields={})
        await store.create(large)
        await store.upsert(large.name, [Item(UUID(int=number), [0.1] * 4_000) for number in range(1, 201)])
        await store.close()
    parts = [body["points"] for _, _, _, body in listener.asked if "points" in body]
    assert len(parts) == 2
    assert [point["id"] for part in parts for point in part] == [
        str(UUID(int=number)) for number in range(1, 201)
    ]


async def test_a_busy_server_is_waited_for_and_one_that_fails_is_said():
    made, status = {}, ["yellow"]

    def answer(asked: Asked) -> tuple[int, bytes]:
        return a_server(made, status=status[0])(asked)

    async with Listener(answer) as listener:
        store = listener.open()
        await store.create(ITEMS)
        assert (await store.measure(ITEMS.name)).behind
        preparing = asyncio.create_task(store.prepare(ITEMS.name))
        await asyncio.sleep(0.1)
        assert not preparing.done()
        status[0] = "green"
        await preparing
        assert not (await store.measure(ITEMS.name)).behind
        status[0] = "red"
        with pytest.raises(VectorsUnavailable, match=r"fails with wire\.items"):
            await store.prepare(ITEMS.name)
        await store.close()


@pytest.mark.parametrize(
    ("status", "content", "error", "sentence"),
    [
        (401, b"", VectorError, "refuses the key .401.: set qdrant_key"),
        (403, b"forbidden", VectorError, "refuses the key .403.: set qdrant_key"),
        (507, b"", VectorsUnavailable, "no room left"),
        (500, b"No space left on device: WAL buffer size exceeds", VectorsUnavailable, "no room left"),
        (503, b"", VectorsUnavailable, "does not answer now"),
        (404, b"<h1>404 Not Found</h1>", VectorsUnavailable, "knows no Qdrant .404.: see that it runs"),
        (429, b"", VectorsUnavailable, "does not answer now"),
        (500, b"panic", VectorsUnavailable, "answers 500, which should not be: panic"),
        (200, b"<html>", VectorError, "is no Qdrant"),
        (200, done({"titel": "x", "version": 3}), VectorError, "is no Qdrant"),
    ],
)
async def test_what_a_server_refuses_is_said_in_a_sentence(status, content, error, sentence):
    async with Listener(lambda _: (status, content)) as listener:
        store = listener.open()
        for call in (store.check(), store.create(ITEMS), store.count(ITEMS.name)):
            with pytest.raises(error, match=sentence) as refused:
                await call
            assert f"127.0.0.1:{listener.port}" in str(refused.value)
        await store.close()


@pytest.mark.parametrize(
    ("version", "fit"), [("1.15.9", False), ("1.16.0", True), ("1.99.1-dev", True), ("2.0.0", False)]
)
async def test_only_versions_that_are_known_are_fit_and_others_are_told_which(version, fit):
    said = json.dumps({"title": "qdrant", "version": version}).encode()
    async with Listener(lambda _: (200, said)) as listener:
        store = listener.open()
        if fit:
            await store.check()
        else:
            with pytest.raises(VectorError, match=rf"is {version}; .* allowed: >=1\.16,<2\.0") as refused:
                await store.check()
            assert refused.value.code == "vector_store_unfit"
        await store.close()


async def say_nothing(_reader, writer) -> None:
    await asyncio.sleep(2)
    writer.close()


async def test_a_server_that_is_not_there_or_says_nothing_or_speaks_no_tls_is_said_in_a_sentence():
    async with Listener(lambda _: (200, done(result=True))) as listener:
        encrypted = listener.open(scheme="https")
        with pytest.raises(VectorsUnavailable, match="no encrypted connection"):
            await encrypted.check()
        await encrypted.close()
    closed = listener.open()
    with pytest.raises(VectorsUnavailable, match="cannot be reached; see that it runs"):
        await closed.check()
    await closed.close()
    held = []
    silent = await asyncio.start_server(lambda _, writer: held.append(writer), "127.0.0.1", listener.port)
    hanging = listener.open(store_seconds=0.2)
    with pytest.raises(VectorsUnavailable, match="took too long"):
        await hanging.check()
    await hanging.close()
    silent.close()
    for writer in held:
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize(
    ("code", "error", "sentence"),
    [
        (grpc.StatusCode.UNAUTHENTICATED, VectorError, "refuses the key"),
        (grpc.StatusCode.PERMISSION_DENIED, VectorError, "refuses the key"),
        (grpc.StatusCode.UNAVAILABLE, VectorsUnavailable, "does not answer now"),
        (grpc.StatusCode.INTERNAL, VectorsUnavailable, "out of disk"),
        (grpc.StatusCode.DEADLINE_EXCEEDED, VectorsUnavailable, "does not answer now"),
    ],
)
async def test_refusals_over_grpc_are_the_same_sentences_and_the_key_goes_along(code, error, sentence):
    keys = []

    async def refuse(_request, context) -> None:
        keys.extend(value for key, value in context.invocation_metadata() if key == "api-key")
        await context.abort(code, "out of disk" if code == grpc.StatusCode.INTERNAL else "no")

    class Refusing(grpc.GenericRpcHandler):
        def service(self, _details):
            return grpc.unary_unary_rpc_method_handler(refuse)

    server = grpc.aio.server()
    server.add_generic_rpc_handlers([Refusing()])
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    settings = VectorSettings(
        qdrant_url="http://127.0.0.1:1", qdrant_grpc_port=port, qdrant_key=Secret("opensesame")
    )
    store = QdrantStore(open_server(settings))
    with pytest.raises(error, match=sentence):
        await store.create(ITEMS)
    assert keys == ["opensesame"]
    await store.close()
    await server.stop(None)


@given(address=st.sampled_from(["localhost:6333", "ftp://there", "https://", "//there", "there"]))
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(VectorError, match="qdrant_url is no address"):
        open_server(VectorSettings(qdrant_url=address))


async def test_a_key_that_all_on_the_way_can_read_is_warned_of_and_never_shown(caplog):
    with caplog.at_level(logging.WARNING):
        backend = open_server(
            VectorSettings(qdrant_url="http://far.example", qdrant_key=Secret("opensesame"))
        )
    assert "use https" in caplog.text
    assert "opensesame" not in caplog.text
    await backend.close()
