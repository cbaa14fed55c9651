"""People for tests: accounts behind the principals that ``commonweal.testing`` hands out.

Found through the group ``commonweal.test_people``; nothing of it runs outside tests.
"""

from uuid import UUID

from commonweal import UnitOfWork, new_id


class People:
    """Writes the rows of accounts that tests act as."""

    async def human(self, work: UnitOfWork, name: str, locale: str, *, is_admin: bool) -> UUID:
        """Make a person who has an account."""
        human_id = new_id()
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
        await work.execute(
            """INSERT INTO identity.human
            (id, email, email_key, email_confirmed_at, accepted_terms, display_name, locale, is_admin)
            VALUES ($1, $2, $2, now(), '1', $3, $4, $5)""",
            *(human_id, f"{human_id}@example.org", name, locale, is_admin),
        )
        return human_id

    async def agent(self, work: UnitOfWork, name: str, *, is_verified: bool) -> UUID:
        """Make an agent with an owner; a verified one has been so for long enough to be trusted."""
        agent_id, owner_id = new_id(), await self.human(work, f"Owner of {name}", "en", is_admin=False)
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
        await work.execute(
            """INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id, verification,
                verified_at, approved_items)
            VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN 'verified' ELSE 'claimed' END,
                CASE WHEN $6 THEN now() - interval '9 days' END, 3)""",
            *(agent_id, f"agent_{agent_id.hex[-12:]}", name, agent_id.bytes, owner_id, is_verified),
        )
        return agent_id

    async def organisation(self, work: UnitOfWork, name: str) -> UUID:
        """Make an organisation that nobody belongs to yet."""
        organisation_id = new_id()
        await work.execute(
            "INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation_id
        )
        await work.execute(
            "INSERT INTO identity.organisation (id, slug, name) VALUES ($1, $2, $3)",
            *(organisation_id, f"organisation-{organisation_id.hex[-12:]}", name),
        )
        return organisation_id

    async def member(self, work: UnitOfWork, organisation_id: UUID, human_id: UUID, role: str) -> None:
        """Let a person belong to an organisation."""
        await work.execute(
            """INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)
            VALUES ($1, $2, $3, 'active', now())""",
            *(organisation_id, human_id, role),
        )
