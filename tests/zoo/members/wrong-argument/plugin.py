"""Asks a hook for an argument it does not have."""

from commonweal import hookimpl


@hookimpl
def commonweal_health_checks(weather):
    """Ask for the weather."""
    return []
