"""What is asked of every plugin."""

from commonweal import new_id
from commonweal.testing.plugin_contract import PluginContract

from .conftest import API, OFFER


class TestContract(PluginContract):
    plugin = "toolshed"
    names = frozenset({f"Organisation {number}" for number in range(3)} | {OFFER["what"], OFFER["pick_up"]})

    async def fill(self, site, principals):
        owner = await principals.member("owner")
        home = owner.organisation_id
        site.host.switch("toolshed", on=True, organisation_id=home)
        async with site.browse(owner.principal) as lender:
            made = await lender.post(f"{API}/{home}/offers", json={"mission_id": str(new_id()), **OFFER})
            assert made.status_code == 201, made.text
        return {"GET /toolshed/{organisation:str}": f"/toolshed/{home}"}
