"""Every route that changes something is walked by a story, or is a form of one that is, or says why not."""

import pytest
from commonweal.testing.routes import routes_of, writes

from . import routes, routes_circles
from .stories import SCENARIOS

BASE = ("circles", "identity", "ledger", "missions", "problems", "reputation", "review")
FORMS = {
    **{form: (route,) for form, route in (routes.FORMS | routes_circles.FORMS).items()},
    **routes_circles.FORMS_OF_MANY,
}
MEANT = frozenset().union(*FORMS.values())
EXEMPT = routes.EXEMPT | routes_circles.EXEMPT
WALKED = frozenset().union(*(scenario.routes for scenario in SCENARIOS))


@pytest.fixture
def changing(site):
    """Return the routes of the base that change something."""
    return {route.name for plugin in BASE for route in writes(routes_of(site.app, plugin))}


async def test_no_route_is_left_out_and_none_is_named_that_is_not_there(changing):
    assert changing - WALKED - FORMS.keys() - EXEMPT.keys() == set(), "let a story walk it, or say why not"
    assert (WALKED | FORMS.keys() | EXEMPT.keys()) - changing == set(), "there is no such route any more"


async def test_a_form_stands_for_a_route_that_is_walked_or_exempt_for_a_reason(changing):
    assert MEANT - changing == set()
    assert MEANT - WALKED - EXEMPT.keys() == set()
    assert not WALKED & EXEMPT.keys()
    assert all(reason.strip() for reason in EXEMPT.values())
