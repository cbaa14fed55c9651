"""People and organisations for tests, as rows."""

from commonweal import Principal, new_id
from commonweal.testing.database import installed_sources
from commonweal_identity.api import sample_id

PLUGINS = ("identity", "ledger", "mailbox", "locale-en", "locale-es", "locale-zh-hans")
ALONE = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(PLUGINS)}


def sources():
    """Return the migrations of the plugins that these tests run."""
    return [source for source in installed_sources() if source.owner in {"kernel", *PLUGINS}]


def principal(human_id, *roles):
    return Principal(kind="human", id=str(human_id), roles=frozenset({"human", *roles}), name="Somebody")


async def add_human(database, name="Ana", *, confirmed=True, email=None, admin=False):
    human_id = new_id()
    email = email or f"{human_id}@example.org"
    async with database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
        await work.execute(
            """INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name, is_admin,
                email_confirmed_at)
            VALUES ($1, $2, $2, '1', $3, $5, CASE WHEN $4 THEN now() END)""",
            *(human_id, email, name, confirmed, admin),
        )
    return human_id


async def add_organisation(database, slug, **members):
    organisation_id = sample_id("organisation", slug)
    async with database.write() as work:
        await work.execute(
            "INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation_id
        )
        await work.execute(
            "INSERT INTO identity.organisation (id, slug, name) VALUES ($1, $2, $2)", organisation_id, slug
        )
        for role, human_ids in members.items():
            for human_id in human_ids if isinstance(human_ids, list) else [human_ids]:
                await work.execute(
                    """INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)
                    VALUES ($1, $2, $3, 'active', now())""",
                    *(organisation_id, human_id, role),
                )
    return organisation_id
