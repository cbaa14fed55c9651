"""Misspells a hook."""

from commonweal import hookimpl


@hookimpl
def commonweal_healt_checks(context):
    """Be called by nobody."""
