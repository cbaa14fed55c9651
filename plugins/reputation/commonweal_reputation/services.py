"""What handlers ask of the request: the settings of this plugin, and who reads."""

from uuid import UUID

from commonweal import Visit

from commonweal_reputation.settings import ReputationSettings


def settings_of(visit: Visit) -> ReputationSettings:
    """Return the settings of this deployment."""
    context = visit.web.host.plugins["reputation"].context
    settings = context.settings if context else None
    return settings if isinstance(settings, ReputationSettings) else ReputationSettings()


def reader_of(visit: Visit) -> UUID | None:
    """Return the human who reads, if one does."""
    return visit.principal.account_id if visit.principal.kind == "human" else None
