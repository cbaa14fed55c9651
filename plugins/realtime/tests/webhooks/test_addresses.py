"""Messages go where a server of the Internet listens, and nowhere else, whatever a name or an answer says."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import HttpRefused, Refusal, new_id
from commonweal.testing.sites import running_site
from commonweal_realtime.webhooks.addresses import check_address
from commonweal_realtime.webhooks.rules import PAUSES, pause_after
from commonweal_realtime.webhooks.sending import Door, retry_after, send

from .conftest import API

GOOD = [
    "https://example.org/hook",
    "https://example.org:8443/a?b=c",
    "https://8.8.8.8/",
    "https://[2606:4700::1]/",
]
BAD = {
    "http://example.org/hook": "https",
    "ftp://example.org/": "https",
    "example.org/hook": "form",
    "https://": "form",
    "https:///hook": "form",
    "https://example.org:port/": "form",
    "https://example.org:0/": "form",
    "https://[::1/": "form",
    "https://exämple.org/": "form",
    "https://example.org/a b": "form",
    "https://example.org\\@evil.example/": "form",
    "https://user@example.org/": "secret",
    "https://user:word@example.org/": "secret",
    "https://example.org/#part": "secret",
    "https://localhost/": "private",
    "https://intranet/": "private",
    "https://printer.local/": "private",
    "https://db.internal/": "private",
    "https://127.0.0.1/": "private",
    "https://10.0.0.8/": "private",
    "https://192.168.1.1/": "private",
    "https://169.254.169.254/latest/meta-data": "private",
    "https://[::1]/": "private",
    "https://[::ffff:127.0.0.1]/": "private",
    "https://[fd00::1]/": "private",
    "https://[fec0::1]/": "private",
    "https://[64:ff9b::a00:8]/": "private",
    "https://[2002:a00:8::]/": "private",
    "https://[ff02::1]/": "private",
    "https://224.0.0.1/": "private",
    "https://0.0.0.0/": "private",
}


@pytest.mark.parametrize("url", GOOD)
def test_an_https_address_of_the_internet_may_be_told(url):
    assert check_address(url, loopback=False) == url


@pytest.mark.parametrize("url", BAD)
def test_other_addresses_are_refused_with_what_to_change(url):
    with pytest.raises(Refusal) as refused:
        check_address(url, loopback=False)
    (field,) = refused.value.fields
    assert (field.pointer, field.message) == ("/url", f"realtime-webhook-url-{BAD[url]}")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/hook"])
def test_this_machine_may_be_told_where_the_operator_allows_it(url):
    assert check_address(url, loopback=True) == url
    for other in ("http://10.0.0.8/", "http://example.org/", "https://10.0.0.8/"):
        with pytest.raises(Refusal):
            check_address(other, loopback=True)


async def test_a_name_that_leads_into_a_private_network_is_refused_before_a_byte_is_sent(
    site, receiver, monkeypatch
):
    """The name looks public: what it resolves to is looked at when the message goes out."""
    leads_to = {"rebound.example": "127.0.0.1", "inside.example": "10.0.0.8"}

    def resolve(host, port, *more, **named):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (leads_to[host], port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    strict = Door(site.context("realtime"), loopback=False)
    with pytest.raises(HttpRefused, match="private network"):
        await strict.post(f"http://rebound.example:{receiver.port}/hook", content=b"{}")
    outcome = await send(site.context("realtime"), "https://inside.example/hook", {}, b"{}")
    assert (outcome.status, outcome.problem) == (None, "private")
    assert receiver.taken == []


async def test_a_redirect_is_not_followed(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = (307, {"location": receiver.url("/elsewhere")}, b"")
    await grove.fall(tree, 1)
    await site.settle()
    assert [each.path for each in receiver.taken] == ["/hook"]
    (delivery,) = (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]
    assert (delivery["state"], delivery["status"], delivery["problem"]) == ("waiting", None, "redirect")


async def test_without_the_setting_this_machine_cannot_be_told(
    tmp_path, database_settings, chosen_plugins, principals, receiver
):
    ana = await principals.human()
    async with (
        running_site(tmp_path, database_settings, chosen_plugins) as site,
        site.browse(ana) as client,
    ):
        answer = await client.post(API, json={"url": receiver.url(), "topics": ["forest"]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/url"
        outcome = await send(site.context("realtime"), receiver.url(), {}, b"{}")
        assert outcome.problem == "address", "an address that was allowed once is not told any more"
    assert receiver.taken == []


async def test_a_server_that_is_not_there_or_speaks_no_http_is_a_problem_of_its_own(site):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/", f"http://localhost:{port}/"):
        outcome = await send(site.context("realtime"), url, {}, b"{}")
        assert (outcome.status, outcome.problem) == (None, "unreachable")


NOW = datetime(2026, 7, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        (None, None),
        ("", None),
        ("120", timedelta(minutes=2)),
        ("0", None),
        ("soon", None),
        ("9" * 30, None),
        ("Sat, 04 Jul 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sat, 04 Jul 2026 11:00:00 GMT", None),
        ("Sat, 04 Jul 2026", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value, pause):
    assert retry_after(value, NOW) == pause


def test_the_pauses_are_those_of_the_specification_and_a_server_may_ask_for_longer_ones():
    assert [pause_after(number, 0) for number in range(1, 10)] == list(PAUSES)
    assert pause_after(10, 0) is None
    assert pause_after(1, 1) == PAUSES[0] * 1.1
    assert pause_after(1, 0, timedelta(minutes=10)) == timedelta(minutes=10)
    assert pause_after(4, 0, timedelta(minutes=10)) == PAUSES[3]
    assert pause_after(1, 0, timedelta(days=30)) == timedelta(days=1)
