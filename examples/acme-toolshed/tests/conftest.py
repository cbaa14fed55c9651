"""What the tests share: which plugins they are about. The fixtures come from ``commonweal.testing``."""

import pytest
import pytest_asyncio
from commonweal import new_id

API = "/api/v1/toolshed"
OFFER = {"what": "Work gloves", "pieces": 2, "pick_up": "At our desk, mornings"}


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["toolshed"]


class Shed:
    """An organisation that has the toolshed switched on, with somebody who lends and people who borrow."""

    def __init__(self, site, principals, owner):
        self.site, self.principals, self.owner = site, principals, owner
        self.api = f"{API}/{owner.organisation_id}"
        self.page = f"/toolshed/{owner.organisation_id}"

    def switch(self, *, on):
        self.site.host.switch("toolshed", on=on, organisation_id=self.owner.organisation_id)

    def by(self, principal=None, **headers):
        return self.site.browse(principal, **headers)

    async def offer(self, **changes):
        async with self.by(self.owner.principal) as lender:
            answer = await lender.post(
                f"{self.api}/offers", json={"mission_id": str(new_id()), **OFFER, **changes}
            )
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def reserve(self, offer, human):
        async with self.by(human) as borrower:
            return await borrower.post(f"{self.api}/offers/{offer['id']}/reservations")

    async def free(self):
        async with self.by() as guest:
            return [offer["free"] for offer in (await guest.get(f"{self.api}/offers")).json()["items"]]


@pytest_asyncio.fixture(loop_scope="session")
async def shed(site, principals):
    made = Shed(site, principals, await principals.member("owner"))
    made.switch(on=True)
    return made
