"""A form with files happens once too, though a browser writes another body each time it sends it."""

import asyncio
import hashlib
import re

import pytest
from commonweal.testing.web import browse
from commonweal.web.principals import Principal
from litestar.datastructures import UploadFile

PAGE, API = "/gallery/crates", "/api/v1/gallery/crates"
KEY = "idempotency-key"
REUSED = "This was sent before with other content"
LARGE = bytes(range(256)) * 6_000  # beyond what is kept in memory
PICTURE = ("heron.png", b"a heron", "image/png")


def visitor(name="ana", role="human", *, by_cookie=True):
    roles = frozenset({role})
    return Principal(kind="human", id=name, rate_class="human", by_cookie=by_cookie, roles=roles)


@pytest.fixture
async def ana(app):
    async with browse(app, visitor(), accept="text/html") as client:
        yield client


@pytest.fixture(autouse=True)
def _files_are_closed(monkeypatch):
    """Whatever becomes of a form, none of its files stays open."""
    opened, make = [], UploadFile.__init__

    def noted(file, *arguments, **named):
        make(file, *arguments, **named)
        opened.append(file)

    monkeypatch.setattr(UploadFile, "__init__", noted)
    yield
    assert opened
    assert [file.filename for file in opened if not file.file.closed] == []


async def hidden_fields(client):
    page = await client.get("/gallery")
    token = re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)[1]
    return {"form_token": token, "once": "key-1"}


async def send(client, *files, path=PAGE, headers=None, **entries):
    sent = [("file", file) for file in files or [PICTURE]]
    return await client.post(path, data=entries, files=sent, headers=headers)


async def titles(client):
    found = await client.get("/api/v1/gallery/pictures?limit=100")
    return [item["title"] for item in found.json()["items"]]


def digest(content):
    return hashlib.sha256(content).hexdigest()[:12]


@pytest.mark.parametrize("content", [b"", b"a heron", LARGE], ids=["empty", "small", "large"])
async def test_a_form_with_a_file_that_is_sent_twice_happens_once(ana, content):
    fields, file = await hidden_fields(ana), ("heron.png", content, "image/png")

    first, second = [await send(ana, file, **fields) for _ in range(2)]

    assert first.request.headers["content-type"] != second.request.headers["content-type"], "two boundaries"
    assert (first.status_code, first.headers["location"]) == (303, "/gallery?hung=1&first=0")
    assert (second.status_code, second.headers["location"]) == (303, "/gallery?hung=1&first=0")
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert await titles(ana) == [f"0 heron.png {digest(content)}"]


async def test_forms_without_a_key_of_their_own_happen_each_time(ana):
    fields = await hidden_fields(ana)

    for _ in range(2):
        await send(ana, form_token=fields["form_token"])

    assert len(await titles(ana)) == 2


async def test_one_form_that_is_sent_many_times_at_once_happens_once(ana):
    fields = await hidden_fields(ana)

    answers = await asyncio.gather(*(send(ana, PICTURE, ("b.png", LARGE), **fields) for _ in range(6)))

    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {303, 409}
    assert len({answer.headers["location"] for answer in answers if answer.status_code == 303}) == 1
    assert await titles(ana) == [f"0 heron.png {digest(b'a heron')}", f"1 b.png {digest(LARGE)}"]


ANOTHER = ("heron.png", b"another", "image/png")
OTHERS = {
    "content": ([PICTURE], [ANOTHER]),
    "name": ([PICTURE], [("egret.png", b"a heron", "image/png")]),
    "type": ([PICTURE], [("heron.png", b"a heron", "image/webp")]),
    "number": ([PICTURE], [PICTURE, PICTURE]),
    "order": ([PICTURE, ANOTHER], [ANOTHER, PICTURE]),
}


@pytest.mark.parametrize(("files", "others"), OTHERS.values(), ids=OTHERS)
async def test_a_key_is_not_used_for_other_files(ana, files, others):
    fields = await hidden_fields(ana)
    await send(ana, *files, **fields)

    other = await send(ana, *others, **fields)

    assert (other.status_code, REUSED in other.text) == (422, True)
    assert len(await titles(ana)) == len(files)


@pytest.mark.parametrize("entries", [{"note": "b"}, {"remark": "a"}, {}], ids=["value", "name", "left out"])
async def test_a_key_is_not_used_for_other_entries(ana, entries):
    fields = await hidden_fields(ana)
    await send(ana, **fields, note="a")

    other = await send(ana, **fields, **entries)

    assert (other.status_code, REUSED in other.text) == (422, True)
    assert len(await titles(ana)) == 1


async def test_a_form_that_got_in_anothers_way_is_read_from_its_beginning_again(ana):
    fields = await hidden_fields(ana)
    sizes = {"a.png": b"a heron", "b.png": LARGE, "c.png": LARGE[:-1]}

    answers = await asyncio.gather(
        *(
            send(ana, (name, content), **{**fields, "once": f"key of {name}"})
            for name, content in sizes.items()
        )
    )

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    hung = [title.split() for title in await titles(ana)]
    assert sorted(number for number, *_ in hung) == ["0", "1", "2"]
    assert {name: seen for _, name, seen in hung} == {name: digest(sizes[name]) for name in sizes}


@pytest.mark.parametrize("name", ["crash.png", "crooked.png"])
async def test_a_form_that_fails_may_be_sent_again(ana, name):
    fields = await hidden_fields(ana)

    answers = [await send(ana, (name, LARGE), **fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [500, 500] if name == "crash.png" else [409, 409]
    assert await titles(ana) == ([] if name == "crash.png" else [f"0 {name} {digest(LARGE)}"])


async def test_a_form_that_is_refused_before_its_handler_leaves_no_file_open(app, ana):
    fields = await hidden_fields(ana)
    bad_key = await send(ana, ("a.png", LARGE), **{**fields, "once": "ñ"})
    foreign = await send(ana, ("a.png", LARGE), **{**fields, "form_token": "0" * 64})
    async with browse(app, visitor("bo", "stranger"), accept="text/html") as bo:
        mine = await hidden_fields(bo)
        forbidden = [await send(bo, ("a.png", LARGE), **{**mine, **more}) for more in ({"once": ""}, {})]

    assert (bad_key.status_code, foreign.status_code) == (422, 403)
    assert [answer.status_code for answer in forbidden] == [403, 403]
    assert await titles(ana) == []


@pytest.mark.parametrize(("connections", "at_once"), [("4", 2), ("1", 1)])
async def test_slow_forms_leave_half_of_the_connections_to_everybody_else(
    start, monkeypatch, connections, at_once
):
    from gallery import crates  # it is found like any installed plugin

    monkeypatch.setattr(crates, "customs", crates.Customs())
    async with (
        start(COMMONWEAL_DATABASE__POOL_MAX=connections) as app,
        browse(app, visitor(), accept="text/html") as ana,
    ):
        fields = await hidden_fields(ana)
        sendings = [
            asyncio.create_task(send(ana, **{**fields, "once": f"key {number}"})) for number in range(5)
        ]
        while crates.customs.held < at_once:
            await asyncio.sleep(0.01)
        seen = await titles(ana) if connections != "1" else []
        crates.customs.is_open.set()
        answers = await asyncio.gather(*sendings)
        hung = await titles(ana)

    assert seen == []
    assert [answer.status_code for answer in answers] == [303] * 5
    assert crates.customs.most == at_once
    assert len(hung) == 5


async def test_the_api_takes_a_file_once_whatever_stands_between_its_parts(app):
    async with browse(app, visitor(by_cookie=False)) as client:
        sent = {"path": API, "headers": {KEY: "key-1"}}
        first, second = [await send(client, ("a.png", LARGE), note="n", **sent) for _ in range(2)]
        other = await send(client, ("a.png", LARGE), note="m", **sent)
        fresh = [await send(client, path=API) for _ in range(2)]
        hung = await titles(client)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json() == {"title": f"0 a.png {digest(LARGE)}"}
    assert second.headers["idempotency-replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert [answer.status_code for answer in fresh] == [201, 201]
    assert len(hung) == 3


async def test_the_api_knows_no_key_in_a_form(app):
    async with browse(app, visitor(by_cookie=False)) as client:
        answer = await send(client, path=API, once="key-1")

    assert answer.json()["errors"][0]["code"] == "unknown_field"
