"""A third party's plugins, installed beside a running deployment, switched by organisations, and removed.

They lie in ``examples/``, and are no part of this workspace: nothing here knows them but by their wheels.
"""

import asyncio
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import httpx
import pyotp
import pytest
from caller import PASSWORD, Caller
from commonweal_identity.profiles.samples import ADMIN_TOTP_SECRET
from deployment import asked_for, command, rows
from outsiders import Made, passes

from .conftest import ROOT, find_uv

EXAMPLES = ("acme-toolshed", "acme-french")
OURS, THEIRS = "brook-menders", "jirani-water-desk"
GLOVES = {"what": "Wading gloves", "pieces": 3, "pick_up": "At the mill, mornings"}
LENT = "/api/v1/toolshed/{}/offers"


@pytest.fixture(scope="module")
def examples(tmp_path_factory) -> list[str]:
    """Build the wheels of the examples."""
    folder = tmp_path_factory.mktemp("examples")
    for name in EXAMPLES:
        build = [find_uv(), "build", "--quiet", "--wheel", "--out-dir", folder, ROOT / "examples" / name]
        subprocess.run(build, check=True)
    return sorted(str(wheel) for wheel in folder.glob("*.whl"))


class Environment:
    """An environment that the bundle is installed in, as an operator makes it."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.python = str(folder / "bin" / "python")
        subprocess.run([find_uv(), "venv", "--quiet", folder], check=True)
        self.pip("install", "--find-links", str(wheels), "commonweal")

    def pip(self, *arguments: str) -> None:
        """Change what is installed."""
        verb, *rest = arguments
        subprocess.run([find_uv(), "pip", verb, "--quiet", "--python", self.python, *rest], check=True)


@pytest.fixture(scope="module")
def environment(wheels):
    """Install the bundle; not below pytest's folder, which the database server's account may not enter."""
    with tempfile.TemporaryDirectory(prefix="commonweal-test-") as folder:
        Path(folder).chmod(0o755)
        yield Environment(Path(folder) / "environment", wheels)


async def test_a_third_party_plugin_comes_is_switched_by_organisations_under_load_and_goes(
    make_app, environment, examples, tmp_path
):
    app = make_app()
    (app.home / "plugins.json").unlink()
    app.command = [environment.python, "-P", "-m", "commonweal"]
    app.start()

    told = command(app, "plugins", "rehearse", "--with", examples[0], "--with", examples[1])
    for line in (
        "toolshed: is new: acme-toolshed 0.1.0",
        "toolshed: would apply the migration 0001_offer.sql",
        "toolshed: may use database",
        "locale-fr: speaks fr",
        "Nothing would break.",
    ):
        assert line in told, told
    environment.pip("install", "--no-index", *examples)
    assert app.get("/missions")[0] == 200, app.output()  # what runs goes on without them
    assert app.get("/toolshed")[0] == 404
    restart(app)

    mission = app.missions()[0]
    page = f"/missions/{mission}"
    assert app.get("/toolshed")[0] == 200
    assert 'href="/toolshed"' in app.get("/missions")[1], "the navigation leads to it"
    french = app.get("/missions?lang=fr")[1]
    assert '<html lang="fr"' in french
    assert "Aller au contenu" in french, "a word of the kernel"
    assert "Chercher une mission" in french, "a word of missions"
    assert "Nobody lends anything yet" in app.get("/toolshed?lang=fr")[1], "and what has no French is English"
    assert "Français" in app.get("/missions")[1], "French is offered"

    owner = await an_organisation(app)
    owner("POST", f"/toolshed/{OURS}/offers", mission_id=mission, **GLOVES)
    assert GLOVES["what"] in app.get(page)[1], "what is lent for a mission stands beside it"
    await lend_and_hand_over(app, owner)
    await switch_under_load(app, owner, page)
    await remove(app, environment, tmp_path)


def restart(app):
    """Start the app again, as an operator does after an installation."""
    assert app.stop() == 0
    app.start()


async def an_organisation(app):
    """Make an organisation whose owner switches the toolshed on, once it is offered; return the owner."""
    guest = Caller(app)
    code = pyotp.TOTP(ADMIN_TOTP_SECRET).now()
    signed_in = guest("POST", "/identity/tokens", email="admin@example.org", password=PASSWORD, code=code)
    admin = Caller(app, signed_in["access_token"])
    founding = {"slug": OURS, "name": "Brook Menders", "owner_email": "ana@example.org"}
    admin("POST", "/identity/organisations", **founding)
    signed_in = guest("POST", "/identity/tokens", email="ana@example.org", password=PASSWORD)
    owner = Caller(app, signed_in["access_token"])
    [invitation] = owner("GET", "/identity/invitations")["items"]
    owner("POST", f"/identity/invitations/{invitation['id']}", accept=True)
    assert app.get(LENT.format(OURS))[0] == 404
    assert "toolshed is offered to every organisation" in command(app, "plugins", "offer", "toolshed")
    switched = owner("POST", f"/switchboard/organisations/{OURS}/plugins/toolshed/switch", on=True)
    assert (switched["on"], switched["drain"]["late"]) == (True, [])
    assert [app.get(LENT.format(slug))[0] for slug in (OURS, THEIRS)] == [200, 404]
    return owner


async def lend_and_hand_over(app, owner):
    """Have somebody reserve a piece and be handed it; a worker counts it once."""
    signed_in = Caller(app)("POST", "/identity/tokens", email="bo@example.org", password=PASSWORD)
    borrower = Caller(app, signed_in["access_token"])
    [offer] = borrower("GET", f"/toolshed/{OURS}/offers")["items"]
    reserved = borrower("POST", f"/toolshed/{OURS}/offers/{offer['id']}/reservations")["id"]
    owner("POST", f"/toolshed/{OURS}/reservations/{reserved}/hand-over")
    async with asyncio.timeout(30):
        while not await rows(app, "SELECT 1 FROM toolshed.tally WHERE lent = 1"):
            await asyncio.sleep(0.1)


async def switch_under_load(app, owner, page):
    """Switch it on for one organisation and off for another while people ask; only their answers change."""
    ours, theirs = LENT.format(OURS), LENT.format(THEIRS)
    paths = (page, ours, theirs, "/toolshed", "/missions?lang=fr")
    async with asked_for(paths, app.port, load=10) as (asked, [client]):
        await asyncio.sleep(1)
        await on_command(app, "enable", THEIRS)
        before = await a_while(asked)
        assert asked[theirs, 200] > before[theirs, 200]
        assert asked[theirs, 404] == before[theirs, 404], "it is on for them"
        assert asked[ours, 404] == 0, "nothing changed for others"

        switch = f"/switchboard/organisations/{OURS}/plugins/toolshed/switch"
        switched = await asyncio.to_thread(owner, "POST", switch, on=False)
        assert switched["drain"]["late"] == []
        before = await a_while(asked)
        assert asked[ours, 404] > before[ours, 404]
        assert asked[ours, 200] == before[ours, 200], "it is off for us"
        assert asked[theirs, 404] == before[theirs, 404], "it stays on for them"
        assert GLOVES["what"] not in (await client.get(page)).text, "what we lend is gone from the mission"

        said = await asyncio.to_thread(command, app, "plugins", "disable", "toolshed")
        assert "toolshed is off in 4 processes" in said, said
        before = await a_while(asked)
        assert asked["/toolshed", 200] == before["/toolshed", 200]
        assert 'href="/toolshed"' not in (await client.get("/missions")).text
    assert {status for _, status in asked} == {200, 404}, asked
    assert asked[page, 404] == asked["/missions?lang=fr", 404] == 0


async def on_command(app, verb, slug):
    """Switch it for an organisation on the command line, in every process."""
    position = "on" if verb == "enable" else "off"
    said = await asyncio.to_thread(command, app, "plugins", verb, "toolshed", "--organisation", slug)
    assert f"toolshed is {position} in 4 processes" in said, said


async def a_while(asked):
    """Let people ask for a while; return the counts before it, from when no earlier answer is on its way."""
    await asyncio.sleep(0.5)
    before = Counter(asked)
    await asyncio.sleep(1)
    return before


async def remove(app, environment, tmp_path):
    """List all that is there of it, export and delete it, uninstall it, and find nothing left."""
    dry = command(app, "plugins", "remove", "toolshed", "--dry-run")
    listed = [line for line in dry.splitlines() if not line.startswith("tasks that were asked for")]
    assert listed == [
        "table toolshed.offer: 1 rows",
        "table toolshed.reservation: 1 rows",
        "table toolshed.tally: 1 rows",
        "record of migration 0001_offer",
        "subscriptions: 1",
        "notes of handled events: 1",
        "times of schedules: 1",
        "switches: 3",
        "offers to organisations: 1",
        "words in en, es, zh-Hans: they go with the distributions that bring them",
        "Nothing was deleted.",
    ]
    command(app, "plugins", "disable", "locale-fr")
    french = command(app, "plugins", "remove", "locale-fr", "--yes").splitlines()
    assert french == [
        "switches: 1",
        "words in fr: they go with the distributions that bring them",
        "Deleted.",
    ]
    removed = command(app, "plugins", "remove", "toolshed", "--yes", "--export", str(tmp_path / "export"))
    assert removed.endswith("Deleted.\n")
    [place] = (tmp_path / "export").iterdir()
    [offer] = [json.loads(line) for line in (place / "tables" / "offer.jsonl").read_text().splitlines()]
    assert (offer["what"], offer["free"]) == (GLOVES["what"], 2)
    environment.pip("uninstall", *EXAMPLES)
    restart(app)

    assert app.get("/toolshed")[0] == 404
    assert app.get("/missions?lang=fr")[0] == 422
    ready = json.loads(app.get("/health/ready")[1])
    assert not {"toolshed", "locale-fr"} & {each["id"] for each in ready["plugins"]}
    assert {each["state"] for each in ready["plugins"]} == {"running"}
    assert await rows(app, "SELECT 1 FROM pg_namespace WHERE nspname = 'toolshed'") == []
    assert await rows(app, "SELECT 1 FROM pg_roles WHERE rolname LIKE '%toolshed%'") == []
    kept = "SELECT name FROM kernel.subscription WHERE name LIKE 'toolshed.%'"
    assert await rows(app, kept) == [], "a start makes nothing anew"
    assert httpx.get(f"http://127.0.0.1:{app.port}/missions").status_code == 200
    assert app.stop() == 0


@pytest.mark.browser
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_passes_its_own_tests_and_every_check(name, tmp_path):
    folder = ROOT / "examples" / name
    site = tmp_path / "site"
    install = [find_uv(), "pip", "install", "--quiet", "--no-deps", "--target", site, folder]
    subprocess.run(install, check=True)
    made = Made(folder, site)
    made.environment["COMMONWEAL_HOME"] = str(tmp_path / "home")
    passes(made, "ruff check .", "ruff format --check .", "commonweal check --grade gold .")
    passes(made, f"mypy --strict --cache-dir {tmp_path / 'mypy'} {name.replace('-', '_')}")
    passes(made, "pytest -q -p no:cacheprovider")
