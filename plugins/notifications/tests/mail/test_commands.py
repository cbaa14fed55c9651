"""``commonweal notifications suppressions`` and ``lift-suppression`` as an operator runs them."""

import asyncio
import json
import re

import pytest
from click.testing import CliRunner
from commonweal import new_id
from commonweal.cli.group import run as commonweal
from commonweal.testing.hosts import with_requirements
from commonweal.testing.web import web_environment
from commonweal_notifications.mail.suppressing import suppress

AUDIT = "SELECT actor_id, action, subject_kind, subject_id, details::text, reason FROM identity.audit"


@pytest.fixture
def run(tmp_path, database_settings, monkeypatch, site, chosen_plugins):
    """Run a command on the data directory of the site."""
    changes = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(chosen_plugins))}
    for name, value in web_environment(tmp_path, database_settings, changes).items():
        monkeypatch.setenv(name, value)

    async def invoke(*arguments):
        return await asyncio.to_thread(CliRunner().invoke, commonweal, ["notifications", *arguments])

    return invoke


@pytest.fixture
def stop(mailroom):
    """Have an address get no mail, or no bulk mail."""

    async def stop(address, scope="all", reason="bounce"):
        async with mailroom.database.write() as work:
            await suppress(work, mailroom.mailing.keys.address_key(address), scope, reason)

    return stop


async def test_what_is_suppressed_is_shown_with_whose_it_is_and_lifted_once(
    run, stop, mailroom, world, principals
):
    ana = await principals.human()
    address = f"{ana.account_id}@example.org"
    assert (await run("suppressions")).output == "0 suppressions.\n"
    for each in (address, "gone@example.org"):
        await stop(each)
    await stop(address, "bulk", "complaint")
    await mailroom.all_due_rang(ana, kinds=["bells.alarm"])
    await mailroom.send()
    [skipped] = (await world.get(ana, "/ledger", channel="email"))["items"]
    assert (skipped["state"], skipped["reason"]) == ("skipped", "suppressed")

    lines = (await run("suppressions")).output.splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC  bulk mail  complained +\S+  \S+", lines[0])
    assert sum(line.endswith(f" {ana.account_id}  {address}") for line in lines) == 2
    assert (
        sum(line.endswith("came back              an address that no active account has") for line in lines)
        == 1
    )
    assert lines[3:] == ["3 suppressions."]
    shown = json.loads((await run("suppressions", "--json")).stdout)
    assert [(each["scope"], each["reason"], each["address"]) for each in shown if each["account"]] == [
        ("bulk", "complaint", address),
        ("all", "bounce", address),
    ]

    done = await run("lift-suppression", address.upper(), "their mailbox works again", "--scope", "all")
    assert done.exit_code == 0, done.output
    assert re.fullmatch(
        r"\S+ gets all mail again; it was suppressed since \S+ \S+ UTC \(came back\).\n", done.output
    )
    again = await run("lift-suppression", str(ana.account_id), "the same once more", "--scope", "all")
    assert again.output == f"{address} is not suppressed for all mail; nothing was changed.\n"
    details = '{"all": "bounce"}'
    assert await world.rows(AUDIT) == [
        ("command-line", "notifications.lift_suppression", "human", ana.account_id, details,
         "their mailbox works again")
    ]  # fmt: skip

    await mailroom.all_due_rang(ana, kinds=["bells.alarm", "bells.chimed"])
    await mailroom.send()
    states = [
        each["reason"] or each["state"]
        for each in (await world.get(ana, "/ledger", channel="email"))["items"]
    ]
    assert sorted(states) == ["sent", "suppressed", "suppressed_bulk"]
    lifted = await run("lift-suppression", str(ana.account_id), "they want the digest")
    assert "gets bulk mail again" in lifted.output
    assert (await run("suppressions")).output.endswith("\n1 suppression.\n")


async def test_an_address_that_nobody_has_is_lifted_and_the_log_does_not_keep_it(run, stop, world):
    await stop("gone@example.org")
    assert "gets all mail again" in (await run("lift-suppression", " Gone@example.org ", "a mistake")).output
    assert (await run("suppressions", "--json")).stdout.strip() == "[]"
    [(*_, kind, subject, details, reason)] = await world.rows(AUDIT)
    assert (kind, subject, details, reason) == (
        "notifications.address",
        None,
        '{"all": "bounce"}',
        "a mistake",
    )


async def test_what_names_nobody_is_refused_with_what_to_name(run, stop, world):
    await stop("gone@example.org")
    stranger = str(new_id())
    for whose, reason, words in (
        ("ana", "why not", "`commonweal notifications suppressions` shows both"),
        (stranger, "why not", f"No person with the id {stranger} has a confirmed address; name the address"),
        ("gone@example.org", " ", "Say in a few words why"),
    ):
        refused = await run("lift-suppression", whose, reason)
        assert refused.exit_code == 1
        assert words in refused.output
    assert len(await world.rows("SELECT * FROM notifications.suppression")) == 1
    assert await world.rows(AUDIT) == []
