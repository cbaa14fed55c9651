"""Sample people: a few who can sign in, and others who fill leaderboards and organisations."""

import tomllib
from pathlib import Path
from typing import Any

from commonweal import PluginContext, Progress, SampleData, UnitOfWork

from commonweal_identity.humans.samples import sample_credentials
from commonweal_identity.sampling import sample_id

ADMIN_TOTP_SECRET = "KRUGKIDXMVRWCZDNNFXGSYLTMFWXAZLI"  # noqa: S105 - of the sample's admin, told in the README
_PEOPLE = Path(__file__).parent / "people.toml"
_ACCOUNT = "INSERT INTO identity.account (id, kind) VALUES ($1, 'human') ON CONFLICT DO NOTHING RETURNING id"
_HUMAN = """
INSERT INTO identity.human (id, email, email_key, email_confirmed_at, accepted_terms, is_admin, display_name,
    bio, skills, city, country, latitude, longitude, languages, availability, time_zone, locale, portfolio,
    accepts_reviews, orientation_step, orientation_finished_at)
VALUES ($1, $2, $2, now(), 'sample', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
    $17::smallint,
    CASE WHEN $17::smallint = 5 THEN now() END)
"""


def sample_people(context: PluginContext) -> SampleData:
    """Return what adds the sample people, once."""

    async def load(work: UnitOfWork, progress: Progress) -> None:
        people = tomllib.loads(_PEOPLE.read_text("utf-8"))["person"]
        for done, person in enumerate(people, start=1):
            await _add(context, work, person)
            progress(done, len(people))

    return SampleData("people", load)


async def _add(context: PluginContext, work: UnitOfWork, person: dict[str, Any]) -> None:
    human_id, email = sample_id("human", person["name"]), f"{person['name']}@example.org"
    if not await work.fetch_value(_ACCOUNT, human_id):
        return
    await work.execute(
        _HUMAN,
        *(human_id, email, person.get("is_admin", False), person["display_name"], person["bio"]),
        *(person["skills"], person["city"], person["country"], person.get("latitude")),
        *(person.get("longitude"), person["languages"], person["availability"], person["time_zone"]),
        *(person["locale"], person.get("portfolio", "public"), person.get("accepts_reviews", False)),
        5 if person.get("orientation", True) else 0,
    )
    if person.get("signs_in"):
        secret = ADMIN_TOTP_SECRET if person.get("is_admin") else None
        await sample_credentials(context, work, human_id, email, admin_totp_secret=secret)
