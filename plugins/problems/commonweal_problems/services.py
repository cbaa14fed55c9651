"""The settings of the plugin in this process, and the rights of whoever asks."""

from dataclasses import dataclass
from uuid import UUID

from commonweal import Host, Principal, Services, UnitOfWork, Visit
from commonweal_identity import api as identity

from commonweal_problems.permissions import ADMIN_PROBLEMS
from commonweal_problems.settings import ProblemsSettings


def settings_of(source: Visit | Services) -> ProblemsSettings:
    """Return the settings that hold in this process."""
    services = source.web.host.services if isinstance(source, Visit) else source
    context = services.get(Host).plugins["problems"].context
    found = context.settings if context else None
    return found if isinstance(found, ProblemsSettings) else ProblemsSettings()


@dataclass(frozen=True)
class Rights:
    """What somebody may see beyond what is approved: all of it, or what these accounts wrote."""

    everything: bool
    own: tuple[UUID, ...]

    def may_see(self, review_status: str, author_id: UUID) -> bool:
        """Say whether something is there for the reader; the same holds in every list."""
        return review_status == "approved" or self.everything or author_id in self.own


async def rights_of(work: UnitOfWork, principal: Principal) -> Rights:
    """Return what a principal may see: authors what they wrote, owners what their agents did, admins all."""
    if principal.kind not in {"agent", "human"}:
        return Rights(everything=False, own=())
    own = [principal.account_id]
    if principal.kind == "human":
        own += await identity.agents_of(work, principal.account_id)
        own += [each.organisation_id for each in await identity.memberships_of(work, principal.account_id)]
    return Rights(everything=ADMIN_PROBLEMS.allows(principal), own=tuple(own))
