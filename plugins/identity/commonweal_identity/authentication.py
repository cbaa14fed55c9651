"""Who makes a request, told from its credentials."""

from collections.abc import Callable, Mapping

from commonweal import PluginContext, Principal


async def authenticate(
    context: PluginContext,
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    answer: Callable[[str, str], None],
) -> Principal | None:
    """Return the principal a request's credentials stand for, or None when there are none of ours."""
    return None
