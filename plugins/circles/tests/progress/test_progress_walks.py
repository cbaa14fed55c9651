"""Whatever happens to claims, members and milestones, the sums are what the rows add up to."""

from random import Random

import pytest

DOMAINS = ("clean_water_sanitation", "elder_care", "food_security")
METRICS = ("missions", "minutes", "tokens", "people", "domains")


class Walk:
    """One circle, and what may happen to it next."""

    def __init__(self, world, river, random, owner, circle_id, people):
        self.world, self.river, self.random = world, river, random
        self.owner, self.circle_id, self.people = owner, circle_id, people
        self.inside, self.claims = {owner, *people}, []

    async def step(self):
        """Let one thing happen."""
        acts = (self.verify, self.verify, self.verify, self.take_back, self.again, self.come_or_go, self.aim)
        await self.random.choice(acts)()

    async def verify(self):
        person = self.random.choice([self.owner, *self.people])
        mission_id = await self.river.adopted(
            self.circle_id, domain=self.random.choice(DOMAINS), duration_min=self.random.randint(15, 90)
        )
        self.claims.append(await self.river.verify(mission_id, person, self.random.randint(0, 5_000)))

    async def take_back(self):
        if self.claims:
            claim_id = self.claims.pop(self.random.randrange(len(self.claims)))
            await self.river.take_back(claim_id)

    async def again(self):
        if self.claims:
            await self.river.count(self.random.choice(self.claims))

    async def come_or_go(self):
        person = self.random.choice(self.people)
        if person in self.inside:
            self.inside.remove(person)
            await self.river.leave(self.circle_id, person)
        else:
            self.inside.add(person)
            await self.world.change(
                "UPDATE circles.member SET state = 'active', joined_at = now(), left_at = NULL"
                " WHERE circle_id = $1 AND account_id = $2",
                *(self.circle_id, person.account_id),
            )
            await self.river.tell(self.circle_id, person, "left", "active")

    async def aim(self):
        since = {"starts_at": "2020-01-01T00:00:00Z"} if self.random.random() < 0.5 else {}
        body = {"title": "An aim", "metric": self.random.choice(METRICS), "target": 1_000_000, **since}
        await self.world.send(self.owner, "POST", f"/{self.circle_id}/milestones", body, status=201)


@pytest.mark.parametrize("seed", range(4))
async def test_sums_agree_with_rows_after_any_walk(world, river, broken, seed):
    random = Random(seed)
    owner, *people = [await world.person() for _ in range(4)]
    circle_id = await river.circle(owner)
    for person in people:
        await river.join(circle_id, person)
        await river.score(person, random.randint(0, 100))
    walk = Walk(world, river, random, owner, circle_id, people)
    for _ in range(24):
        await walk.step()
        if random.random() < 0.5:
            await world.site.settle()
    await world.site.settle()
    assert await broken() == {}
    counted = await world.value("SELECT count(*) FROM circles.outcome")
    assert counted <= len(walk.claims)
