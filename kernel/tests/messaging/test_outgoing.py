"""A plugin reaches the hosts of its manifest over HTTP, and nothing else, whatever redirects say."""

import asyncio
import gzip
import ssl
import tracemalloc
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from commonweal.messaging.outgoing import HttpClient, HttpRefused, HttpUnavailable, Place
from commonweal.plugin.context import PluginContext, Services
from commonweal.plugin.manifest import Manifest
from commonweal.plugin.names import Names
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def client(*hosts: str, **settings: Any) -> HttpClient:
    manifest = Manifest(
        id="weather", name="Weather", plugin_api=">=1.0,<2", capabilities=("http",), http_hosts=hosts
    )
    names = Names.of("weather")
    return HttpClient(PluginContext(manifest, names, Path(), Services(), SimpleNamespace(**settings)))


class Site:
    """A server of our own that answers what the test says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, bytes] = {}
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(request)
            path = request.split(" ")[1]
            if path == "/silence":
                await asyncio.sleep(30)
            writer.write(self.answers[path])
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def answer(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        length = f"content-length: {len(body)}\r\nconnection: close\r\n"
        self.answers[path] = f"HTTP/1.1 {status}\r\n{head}{length}\r\n".encode() + body


@asynccontextmanager
async def running(tls: ssl.SSLContext | None = None):
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls)
    site.port = server.sockets[0].getsockname()[1]
    yield site
    server.close()


@pytest.fixture
async def site():
    async with running() as found:
        yield found


async def test_a_listed_host_is_reached(site: Site):
    site.answer("/now?city=Lima", gzip.compress(b'{"rain": true}'), content_encoding="gzip")
    weather = client(f"http://127.0.0.1:{site.port}")
    answer = await weather.get(f"http://127.0.0.1:{site.port}/now", params={"city": "Lima"})
    assert (answer.status_code, answer.json()) == (200, {"rain": True})
    assert "user-agent: Commonweal (weather)" in site.asked[0]
    site.answer("/tell", b"no", status="422 Unprocessable")
    answer = await weather.post(f"http://127.0.0.1:{site.port}/tell", json={"wet": 1}, headers={"x-a": "b"})
    assert (answer.status_code, answer.text) == (422, "no")
    assert "x-a: b" in site.asked[1]


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://api.example.org/x", "api.example.org"),
        ("http://weather.example.org/", "http://weather.example.org"),
        ("https://weather.example.org:8443/", "weather.example.org:8443"),
        ("https://weather.example.org.evil.example/", "weather.example.org.evil.example"),
        ("https://weather.example.org@evil.example/", "evil.example"),
        ("http://127.0.0.1:{port}/", "http://127.0.0.1:{port}"),
    ],
)
async def test_what_the_manifest_does_not_list_is_refused_before_a_byte_is_sent(site: Site, url, place):
    place = place.replace("{port}", str(site.port))
    with pytest.raises(HttpRefused) as refused:
        await client("weather.example.org").get(url.replace("{port}", str(site.port)))
    assert str(refused.value) == (
        f'plugin weather may not reach {place}: add "{place}" to http_hosts in its manifest.toml'
    )
    assert site.asked == []


async def test_a_redirect_is_followed_to_listed_hosts_only(site: Site):
    async with running() as other:
        weather = client(f"http://127.0.0.1:{site.port}")
        site.answer("/a", status="302 Found", location="/b")
        site.answer("/b", b"here")
        site.answer("/out", status="302 Found", location=f"http://127.0.0.1:{other.port}/secret")
        site.answer("/round", status="302 Found", location="/round")
        assert (await weather.get(f"http://127.0.0.1:{site.port}/a")).text == "here"
        with pytest.raises(HttpRefused, match=f"may not reach http://127.0.0.1:{other.port}"):
            await weather.get(f"http://127.0.0.1:{site.port}/out")
        with pytest.raises(HttpUnavailable, match="TooManyRedirects"):
            await weather.get(f"http://127.0.0.1:{site.port}/round")
        assert other.asked == []


@pytest.mark.parametrize("name", ["127.1", "2130706433", "0x7f000001"])
async def test_a_listed_name_that_leads_into_a_private_network_is_refused(site: Site, name: str):
    """Resolvers take these for 127.0.0.1, as any name may be that somebody else looks after."""
    weather = client(f"http://{name}:{site.port}")
    with pytest.raises(HttpRefused, match=r"resolves to 127\.0\.0\.1, in a private network"):
        await weather.get(f"http://{name}:{site.port}/")
    assert site.asked == []


async def test_what_the_operator_names_in_a_setting_may_be_private(site: Site):
    site.answer("/", b"inside")
    url = f"http://127.1:{site.port}"
    weather = client(
        "setting:server", "setting:mirrors", server=f"{url}/base", mirrors=["https://one.example"]
    )
    assert (await weather.get(f"{url}/")).text == "inside"
    assert f"host: 127.1:{site.port}" in site.asked[0].lower(), "the server is told the name"
    assert weather.check(Place("https", "one.example", 443))
    for nothing in (None, "", []):
        with pytest.raises(HttpRefused):
            client("setting:server", server=nothing).check(Place.of(url))
    with pytest.raises(HttpRefused):
        client("setting:absent").check(Place.of(url))


async def test_time_and_length_of_an_answer_are_bounded(site: Site):
    weather = client(f"http://127.0.0.1:{site.port}")
    with pytest.raises(HttpUnavailable, match="TimeoutError"):
        await weather.get(f"http://127.0.0.1:{site.port}/silence", seconds=0.2)
    site.answer("/long", bytes(17 * 1024**2))
    with pytest.raises(HttpRefused, match="longer than 16777216 bytes"):
        await weather.get(f"http://127.0.0.1:{site.port}/long")


async def test_an_answer_that_unpacks_to_more_than_fits_is_not_unpacked(site: Site):
    weather, place = client(f"http://127.0.0.1:{site.port}"), f"http://127.0.0.1:{site.port}"
    site.answer("/bomb", gzip.compress(bytes(200 * 1024**2)), content_encoding="gzip")
    tracemalloc.start()
    with pytest.raises(HttpRefused, match="unpacked"):
        await weather.get(f"{place}/bomb")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50 * 1024**2, "the bomb is 200 MiB"


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip"])
async def test_an_answer_packed_otherwise_than_asked_for_is_refused(site: Site, packing):
    site.answer("/packed", b"whatever", content_encoding=packing)
    with pytest.raises(HttpRefused, match="packed"):
        await client(f"http://127.0.0.1:{site.port}").get(f"http://127.0.0.1:{site.port}/packed")


async def test_who_does_not_answer_is_said_by_name():
    async with running() as gone:
        port = gone.port
    with pytest.raises(HttpUnavailable, match=f"^http://127.0.0.1:{port} does not answer"):
        await client(f"http://127.0.0.1:{port}").get(f"http://127.0.0.1:{port}/")
    with pytest.raises(HttpRefused, match="is no address"):
        await client("weather.example.org").get("https://weather.example.org:port/")


async def test_certificates_are_checked_for_the_name_that_was_asked(tmp_path: Path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    (tmp_path / "both.pem").write_bytes(pem + signed.public_bytes(serialization.Encoding.PEM))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "both.pem")
    names: list[str | None] = []
    tls.sni_callback = lambda _socket, asked, _context: names.append(asked)
    async with running(tls) as site:
        weather = client("setting:server", server=f"https://localhost:{site.port}")
        with pytest.raises(HttpUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
            await weather.get(f"https://localhost:{site.port}/")
    assert names == ["localhost"], "the name is asked for, though the connection goes to the address"
