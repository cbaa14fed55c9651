"""Signatures are those of the specification, with each secret that works, and secrets are shown once."""

import base64
from datetime import UTC, datetime

import pytest
from commonweal import new_id
from commonweal_realtime.webhooks.signing import Signer
from hypothesis import given
from hypothesis import strategies as st

from .receiver import verify

AT = datetime(2026, 7, 4, 12, tzinfo=UTC)


@given(key=st.binary(min_size=1, max_size=80), body=st.binary(max_size=500), count=st.integers(1, 3))
def test_every_secret_that_signs_is_enough_to_verify(key, body, count):
    signer, message, ids = Signer(key), new_id(), [new_id() for _ in range(count)]
    headers = signer.headers(message, AT, body, ids)
    assert len(headers["webhook-signature"].split(" ")) == count
    for each in ids:
        verify([signer.secret(each)], headers, body, AT.timestamp())
    with pytest.raises(AssertionError, match="no signature"):
        verify([signer.secret(new_id())], headers, body, AT.timestamp())
    with pytest.raises(AssertionError, match="no signature"):
        verify([signer.secret(ids[0])], headers, body + b" ", AT.timestamp())
    for name, other in (
        ("webhook-id", f"msg_{new_id()}"),
        ("webhook-timestamp", f"{AT.timestamp() + 1:.0f}"),
    ):
        with pytest.raises(AssertionError, match="no signature"):
            verify([signer.secret(ids[0])], {**headers, name: other}, body, AT.timestamp())


def test_a_secret_is_of_its_row_and_of_this_deployment():
    first, second = new_id(), new_id()
    here, elsewhere = Signer(b"here"), Signer(b"elsewhere")
    assert here.secret(first) == Signer(b"here").secret(first)
    assert len({here.secret(first), here.secret(second), elsewhere.secret(first)}) == 3
    assert len(base64.b64decode(here.secret(first).removeprefix("whsec_"))) == 32


async def test_while_a_secret_is_replaced_messages_carry_both_signatures(
    grove, site, principals, receiver, clock
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    old = grove.secrets[webhook]
    rotated = await grove.ask(ana, f"/{webhook}/secret-rotation", "POST", 201)
    new = rotated["secret"]
    assert new != old
    await grove.fall(tree, 1)
    await site.settle()
    (taken,) = receiver.taken
    verify([old], taken.headers, taken.body)
    verify([new], taken.headers, taken.body)
    ends_at = datetime.fromisoformat(rotated["old_secret_ends_at"])
    assert 23.9 < (ends_at - clock.now()).total_seconds() / 3600 <= 24
    await clock.forward(hours=24, seconds=1)
    await grove.fall(tree, 2)
    await site.settle()
    last = receiver.taken[-1]
    verify([new], last.headers, last.body, clock.now().timestamp())
    with pytest.raises(AssertionError, match="no signature"):
        verify([old], last.headers, last.body, clock.now().timestamp())


async def test_of_secrets_that_were_replaced_three_sign_at_most(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    rotations = [await grove.ask(ana, f"/{webhook}/secret-rotation", "POST", 201) for _ in range(4)]
    secrets = [grove.secrets[webhook], *(each["secret"] for each in rotations)]
    await grove.fall(tree, 1)
    await site.settle()
    (taken,) = receiver.taken
    assert len(taken.headers["webhook-signature"].split(" ")) == 3
    for secret in secrets[2:]:
        verify([secret], taken.headers, taken.body)
    for secret in secrets[:2]:
        with pytest.raises(AssertionError, match="no signature"):
            verify([secret], taken.headers, taken.body)


async def test_the_database_holds_no_secret_and_no_answer_but_the_first_shows_it(
    grove, site, principals, receiver
):
    ana = await principals.human()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    secret = grove.secrets[webhook]
    async with site.browse(ana) as client:
        for path in ("", f"/{webhook}", f"/{webhook}/deliveries"):
            answer = await client.get(f"/api/v1/realtime/webhooks{path}")
            assert secret not in answer.text
        assert secret not in (await client.get(f"/webhooks/{webhook}")).text
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    async with site.database.write() as work:
        for table in ("webhook", "webhook_secret", "webhook_topic"):
            for row in await work.fetch(f"SELECT * FROM realtime.{table}"):
                assert not any(value in (raw, secret) for value in row.values())
