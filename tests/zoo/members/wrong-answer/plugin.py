"""Gives a hook something else than it asks for."""

from commonweal import hookimpl


@hookimpl
def commonweal_health_checks(context):
    """Give words where checks are expected."""
    return ["all is well"]
