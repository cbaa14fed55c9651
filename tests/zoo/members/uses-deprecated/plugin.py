"""A plugin that works, by a thing that will be gone: it is named, and goes on."""

import warnings

from commonweal import DeprecatedUse, HealthCheck, deprecated, hookimpl


@deprecated(gone_in="2.0", instead="zoo_open_gate")
def zoo_lift_gate():
    """Stand for something of the kernel that is deprecated."""
    return "gate"


async def always_well():
    """Have nothing to complain of."""


@hookimpl
def commonweal_health_checks(context):
    """Use it twice, which is told once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecatedUse)  # whoever runs the zoo may make errors of warnings
        names = [zoo_lift_gate(), zoo_lift_gate()]
    return [HealthCheck(name, always_well) for name in dict.fromkeys(names)]
