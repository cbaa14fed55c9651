"""Never comes back from a set-up hook."""

from commonweal import hookimpl


@hookimpl
def commonweal_locales(context):
    """Never comes back from a set-up hook."""
    while True:
        pass
