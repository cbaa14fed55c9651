"""Files of the local blob store reach whoever has a signed address, and nobody else."""

import re

import pytest
from commonweal.testing.web import browse

CONTENT = bytes(range(256)) * 20_000  # 5 MB: several chunks


@pytest.fixture
async def store(app):
    return app.asgi_handler._web.blobs


@pytest.fixture
async def address(store):
    await store.put("evidence/photo.jpg", CONTENT, "image/jpeg")
    return await store.signed_url("evidence/photo.jpg", 60)


async def test_a_signed_address_gives_the_file(client, address):
    answer = await client.get(address)

    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["cache-control"] == "private"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/pdf"])
async def test_what_a_browser_might_run_is_only_saved(client, store, kind):
    await store.put("evidence/report.html", b"<script>alert(1)</script>", kind)
    answer = await client.get(await store.signed_url("evidence/report.html", 60))

    assert answer.headers["content-disposition"] == 'attachment; filename="report.html"'
    assert answer.headers["content-type"].startswith(kind)
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_head_tells_the_size_and_sends_nothing(client, address):
    answer = await client.head(address)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("asked", "first", "after"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-", 100, len(CONTENT)),
        ("bytes=-7", len(CONTENT) - 7, len(CONTENT)),
        ("bytes=5-99999999", 5, len(CONTENT)),
    ],
)
async def test_a_part_may_be_asked_for(client, address, asked, first, after):
    answer = await client.get(address, headers={"range": asked})

    assert (answer.status_code, answer.content) == (206, CONTENT[first:after])
    assert answer.headers["content-range"] == f"bytes {first}-{after - 1}/{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=9-2", "bytes=99999999-", "bytes=-", "lines=1-2", "bytes=0-1,5-6"])
async def test_an_odd_range_gives_the_whole(client, address, asked):
    answer = await client.get(address, headers={"range": asked})

    assert (answer.status_code, len(answer.content)) == (200, len(CONTENT))


async def test_other_addresses_are_refused(client, store, address):
    expired = await store.signed_url("evidence/photo.jpg", -1)
    missing = await store.signed_url("evidence/other.jpg", 60)
    longer = re.sub(r"expires=\d+", "expires=99999999999", address)
    tried = {
        expired: (410, "gone"),
        missing: (404, "not_found"),
        longer: (403, "forbidden"),
        address.replace("photo", "other"): (403, "forbidden"),
        address[:-1] + ("0" if address[-1] != "0" else "1"): (403, "forbidden"),
        address.replace("signature=", "signature=%C3%A9"): (403, "forbidden"),
        address.split("&")[0]: (422, "validation_error"),
        address.replace("evidence/", "evidence/../../"): (404, "not_found"),
    }
    answers = {url: await client.get(url) for url in tried}

    assert {url: (a.status_code, a.json()["code"]) for url, a in answers.items()} == tried


async def test_with_another_store_there_is_no_such_address(start, address):
    s3 = {"COMMONWEAL_BLOBS__DRIVER": "s3", "COMMONWEAL_BLOBS__BUCKET": "evidence"}
    async with start(**s3) as app, browse(app) as client:
        assert (await client.get(address)).status_code == 404
