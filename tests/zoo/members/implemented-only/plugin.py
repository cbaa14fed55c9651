"""Implements a hook that its manifest does not list."""

from commonweal import hookimpl


@hookimpl
def commonweal_health_checks(context):
    """Be missing from the manifest."""
    return []
