"""A plugin with nothing wrong, to see that the others harm nobody."""

from commonweal import HealthCheck, hookimpl


async def always_well():
    """Have nothing to complain of."""


@hookimpl
def commonweal_health_checks(context):
    """Offer one check that passes."""
    return [HealthCheck(context.id, always_well)]
