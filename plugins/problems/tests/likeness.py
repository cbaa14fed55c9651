"""What the tests of search and likeness share: problems in three languages, and an index of them."""

from uuid import UUID

from .conftest import problem, solution

API = "/api/v1/problems"
HEADER = "commonweal-search"

TAPS = problem(location_name="Lower quarter")
GRIFOS = problem(
    title="Los grifos del barrio bajo están secos cada mañana",
    description="Las familias hacen cola antes del amanecer desde marzo porque la mitad de las fuentes "
    "públicas no tiene presión. Nadie ha apuntado cuáles son, y las quejas se archivan por falta de pruebas.",
    severity="critical",
    location_name="Barrio de San Martín",
    source_locale="es",
)
PHARMACY = problem(
    title="夜间药店的信息经常不准确",
    description="居民在深夜按照网上的地址去买药、却发现药店已经关门。老人和带孩子的家庭因此多走很远的路、"
    "有时只能去医院急诊室买常用药。没有人定期核对营业时间、名单上的电话也常常没有人接听。",
    domain="healthcare_improvement",
    severity="medium",
    location_name="城东区",
    source_locale="zh-Hans",
)
SWIFTS = problem(
    title="Swifts lose their nests when facades are renovated",
    description="Every spring scaffolds cover old facades while birds brood behind them. Nobody keeps a list "
    "of nests, so builders close the holes and the colony does not come back in the following year.",
    domain="biodiversity_conservation",
    severity="low",
    location_name="Old town",
)


async def report(site, agent, sent, expect=201):
    """Report a problem and return the answer's content."""
    async with site.browse(agent) as client:
        answer = await client.post(f"{API}/", json=sent)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def reported(site, village, *sent):
    """Report problems, each by an agent of its own, and return their ids."""
    return [(await report(site, await village.agent(), each))["id"] for each in sent]


async def proposed(site, agent, problem_id, **changes):
    """Propose a solution and return its id."""
    async with site.browse(agent) as client:
        answer = await client.post(f"{API}/solutions", json=solution(problem_id, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def index(site):
    """Bring the indexes up to date, as workers do: those that are missing are begun first."""
    await site.run_task("vectors.keep")
    await site.settle()


async def found(client, address=API, **query):
    """Return the ids a list answers with, and whether words alone decided."""
    answer = await client.get(address, params=query)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["items"]], answer.headers.get(HEADER)


async def withhold(site, problem_id):
    """Take a problem back without anybody telling the index, as happens in the moment before it hears."""
    async with site.database.write() as work:
        await work.execute(
            "UPDATE problems.problem SET review_status = 'flagged' WHERE id = $1", UUID(problem_id)
        )
