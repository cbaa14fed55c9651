"""Every address of the app is asked all that can be wrong, as everybody, in every language.

What is asked comes from the app's own table of routes, so that a new one is asked too. A refusal is a problem
document or a page in the reader's language, changes nothing in any table, and none is a failure of ours. What
only admins may do, and what was done, stands in the audit log.
"""

from pathlib import Path

import pytest
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse
from walk.asking import Asker, addresses_of, first_of, is_privileged
from walk.people import PEOPLE
from walk.site import site_of

PLUGINS = Path(__file__).parent.parent / "plugins"
HOLDS = ("take", "release", "next")
"""The last steps of addresses where an admin holds something, or lets go of it, and decides nothing."""
BY_EVENT = {"kernel.plugin_switch", "kernel.plugin_offer"}
"""Switches are noted from their events, as some are made at the command line (plugins/switchboard)."""
ONLY_ASKED = {"kernel.task_request"}
"""What asks for a task and changes nothing else, such as to recompute the books, is no act."""
ELSEWHERE = {
    "POST /api/v1/identity/accounts/{account_id}/verification": "identity/tests/test_agents.py",
    "PUT /api/v1/identity/accounts/{account_id}/rate": "identity/tests/test_admin_limits.py",
    "POST /api/v1/review/items/{review_id}/decision": "review/tests/test_desk.py",
    "PUT /api/v1/problems/solutions/{solution_id}/scores": "problems/tests/test_desk.py",
    "POST /api/v1/switchboard/plugins/{plugin_id}/switch": "switchboard/tests/test_api.py",
    "PUT /api/v1/switchboard/plugins/{plugin_id}/offers": "switchboard/tests/test_api.py",
    "DELETE /api/v1/switchboard/plugins/{plugin_id}/offers": "switchboard/tests/test_api.py",
    "POST /api/v1/notifications/announcements": "notifications/tests/kinds/test_announcing.py",
}
"""Acts of admins that need more than is made up here, and the tests that look for them in the audit log."""


# What is wrong is read alike, whoever sends it: the first of these who may do something sends all of it.
THOROUGH = {who: PEOPLE[who] for who in ("human", "admin", "agent")}

ASKED = {"/api/v1/circles/threads": {"q": "the"}}
"""What a list needs to be told before it lists anything."""


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


@pytest.mark.parametrize("who", PEOPLE)
async def test_every_route_refuses_what_is_wrong_and_changes_nothing(who, tmp_path, database_settings):
    asked, not_done = 0, set()
    async with site_of(tmp_path, database_settings) as site, Asker.of(site, PEOPLE[who]) as asker:
        for route, method, handler in site.handlers:
            addresses = addresses_of(route, site)
            asked += 1
            thoroughly = who == first_of(THOROUGH, handler)
            if method == "GET":
                await asker.reads(handler, addresses, thoroughly=thoroughly)
                continue
            answers = await asker.writes(method, handler, addresses, thoroughly=thoroughly)
            done = [each for each in answers if each.is_done]
            if is_privileged(handler):
                asker.faults += unaudited(route.path_format, done)
                if not done and route.path_format.startswith("/api/"):
                    not_done.add(f"{method} {route.path_format}")

    assert asked > 200, "the whole table of routes was asked"
    assert not asker.faults, f"{len(asker.faults)} faults\n" + "\n".join(asker.faults[:40])
    if who == "admin":
        assert not_done <= ELSEWHERE.keys(), "let the walk do it, or say which test looks at the audit log"


def unaudited(path, done):
    """Return what admins did that does not stand in the audit log, which shares the act's transaction."""
    return [
        f"not in the audit log: {each} {sorted(each.changed)}"
        for each in done
        if not path.endswith(HOLDS) and not each.changed & {"identity.audit", *BY_EVENT}
        if not each.changed <= ONLY_ASKED
    ]


async def test_a_cursor_leads_on_in_its_own_list_alone(tmp_path, database_settings):
    cursors, taken = {}, []
    async with site_of(tmp_path, database_settings) as site, browse(site.app, PEOPLE["admin"]) as admin:
        lists = [
            addresses_of(route, site)[0]
            for route, method, handler in site.handlers
            if method == "GET" and {"cursor", "limit"} <= (handler.opt.get("query_names") or set())
        ]
        for address in lists:
            first = (await admin.get(address, params={"limit": 1, **ASKED.get(address, {})})).json()
            assert len(first["items"]) <= 1, address
            if first["next_cursor"]:
                cursors[address] = first["next_cursor"]
        for address in lists:
            for of, cursor in cursors.items():
                sent = {"limit": 1, "cursor": cursor, **ASKED.get(address, {})}
                followed = await admin.get(address, params=sent)
                if followed.status_code != (200 if of == address else 400):
                    taken.append(f"{address} {followed.status_code} with the cursor of {of}")

    assert len(lists) > 10
    assert len(cursors) > 5
    assert taken == []


@pytest.mark.parametrize("route", ELSEWHERE)
def test_what_the_walk_cannot_do_is_looked_at_elsewhere(route):
    text = (PLUGINS / ELSEWHERE[route]).read_text()
    assert route.rpartition("/")[2] in text
    assert "audit" in text
