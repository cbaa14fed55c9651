"""Every kind, from what really happens to those whom it concerns, and to nobody else; and what they read."""

import json

import pytest
from commonweal import Catalogue
from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.kinds.all_kinds import base_kinds

from .scenarios import SCENARIOS
from .scene import Scene

KINDS = {kind.name: kind for kind in base_kinds(None)}
LOCALES = ("en", "es", "zh-Hans")
TOLD = """
SELECT DISTINCT recipient, data::text, kind FROM notifications.delivery WHERE kind = $1
"""


@pytest.fixture
def scene(site, principals):
    return Scene(site, principals)


@pytest.mark.parametrize("name", KINDS)
async def test_a_kind_tells_those_whom_it_concerns_and_nobody_else(scene, name):
    assert name in SCENARIOS, f"{name} has no scenario: say what has to happen, and whom it concerns"
    await scene.bystanders()
    expected = await SCENARIOS[name](scene)
    await scene.site.settle()

    told = await scene.rows(TOLD, name)

    assert {row["recipient"] for row in told} == expected
    await reads_well(scene, KINDS[name], [json.loads(row["data"]) for row in told])
    await leads_somewhere(scene, KINDS[name], told)


async def reads_well(scene, kind, data):
    """What is described fills every message of the kind, in each language."""
    kind = kinds_of(scene.site.host.services)[kind.name]
    catalogue = scene.site.host.services.get(Catalogue)
    stem = kind.name.replace(".", "-").replace("_", "-")
    for locale in LOCALES:
        words = catalogue.translator(catalogue.negotiate(locale))
        before = catalogue.lapses
        async with scene.database.read() as work:
            described = await kind.describe(work, locale, data)
        for each in described:
            assert set(each) >= set(kind.samples[0]), (each, kind.samples[0])
            assert words.text(f"{stem}-title", **each).strip()
            assert words.text(f"{stem}-text", **each).strip()
        assert catalogue.lapses == before


async def leads_somewhere(scene, kind, told):
    """Each human can open where the notification leads."""
    kind = kinds_of(scene.site.host.services)[kind.name]
    humans = {
        row["id"]: row["is_admin"]
        for row in await scene.rows(
            "SELECT id, is_admin FROM identity.human JOIN identity.account"
            " USING (id) WHERE account.state = 'active'"
        )
    }
    for row in [row for row in told if row["recipient"] in humans][:3]:
        async with scene.database.read() as work:
            [described] = await kind.describe(work, "en", [json.loads(row["data"])])
        roles = ("admin",) if humans[row["recipient"]] else ()
        async with scene.browse(row["recipient"], "human", *roles) as client:
            answer = await client.get(described["url"], headers={"Accept": "text/html"})
        assert answer.status_code == 200, (described["url"], answer.status_code)
