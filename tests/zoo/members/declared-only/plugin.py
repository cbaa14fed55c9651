"""Lists a hook that it does not implement, for want of the marker."""


def commonweal_health_checks(context):
    """Lack the marker."""
    return []
