"""Sample organisations, with owners and managers among the sample people."""

import tomllib
from pathlib import Path

from commonweal import PluginContext, Progress, SampleData, UnitOfWork

from commonweal_identity.sampling import sample_id

_ORGANISATIONS = Path(__file__).parent / "organisations.toml"
_ACCOUNT = """
INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation') ON CONFLICT DO NOTHING RETURNING id
"""
_ORGANISATION = "INSERT INTO identity.organisation (id, slug, name, about) VALUES ($1, $2, $3, $4)"
_MEMBER = """
INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)
VALUES ($1, $2, $3, 'active', now())
"""


def sample_organisations(_: PluginContext) -> SampleData:
    """Return what adds the sample organisations, once."""

    async def load(work: UnitOfWork, progress: Progress) -> None:
        given = tomllib.loads(_ORGANISATIONS.read_text("utf-8"))["organisation"]
        for done, each in enumerate(given, start=1):
            organisation_id = sample_id("organisation", each["slug"])
            if await work.fetch_value(_ACCOUNT, organisation_id):
                await work.execute(_ORGANISATION, organisation_id, each["slug"], each["name"], each["about"])
                for role in ("owner", "manager"):
                    if role in each:
                        await work.execute(_MEMBER, organisation_id, sample_id("human", each[role]), role)
            progress(done, len(given))

    return SampleData("organisations", load)
