"""What goes over gRPC means what it means over REST: there and back, nothing has changed."""

import datetime as dt
from uuid import UUID

import pytest
from commonweal import And, Collection, Equal, GeoPoint, Item, Near, Not, OneOf, Or, Range
from commonweal_qdrant.conditions import to_filter
from commonweal_qdrant.payload import to_item, to_point
from commonweal_qdrant.points import Point
from commonweal_qdrant.server_forms import has_radius, to_filter_model, to_structs
from qdrant_client.conversions.conversion import GrpcToRest, RestToGrpc, grpc_to_payload

ITEMS = Collection(
    name="forms.items",
    dimensions=2,
    fields={
        "domain": "keyword",
        "slots": "integer",
        "reward": "number",
        "urgent": "boolean",
        "expires": "moment",
        "place": "point",
    },
)
FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
FILTERS = [
    And([]),
    Or([]),
    OneOf("slots", []),
    Equal("domain", "数字包容"),
    OneOf("slots", [2**63 - 1, -(2**63) + 1]),
    Equal("urgent", value=True),
    Equal("reward", 1 / 3),
    Range(field="reward", least=0.1 + 0.2, most=1e300),
    Range(field="slots", least=2**62),
    Range(field="expires", least=FIRST, most=LAST),
    Equal("expires", dt.datetime(2026, 7, 1, microsecond=1, tzinfo=dt.UTC)),
    Range(field="reward"),
    Near("place", GeoPoint(64.5, 179.9), 25_000),
    Not(And([Near("place", GeoPoint(-90, 0), 0), Or([Equal("slots", 1), Not(Equal("domain", ""))])])),
]


@pytest.mark.parametrize("where", FILTERS, ids=[type(where).__name__ for where in FILTERS])
def test_a_filter_is_the_same_over_grpc_or_else_goes_over_rest(where):
    condition = to_filter(ITEMS, where, [str(UUID(int=7))])
    form = to_filter_model(condition)
    back = GrpcToRest.convert_filter(RestToGrpc.convert_filter(form))
    assert has_radius(condition) or without_blanks(back.model_dump()) == without_blanks(form.model_dump())
    assert has_radius(condition) == ("Near" in repr(where))


def without_blanks(part):
    """Leave out what is not there, for which the two ways have different words."""
    if isinstance(part, dict):
        found = {name: without_blanks(each) for name, each in part.items() if each is not None}
        return {name: each for name, each in found.items() if each != [] or name == "has_id"}
    return [without_blanks(each) for each in part] if isinstance(part, list) else part


def test_an_item_is_the_same_over_grpc():
    fields = {
        "domain": ["", "O'Hara; --"],
        "slots": [2**63 - 1, -1],
        "reward": [1 / 3, 2.0],
        "urgent": [True, False],
        "expires": [LAST, FIRST],
        "place": GeoPoint(90, -180),
    }
    point = to_point(ITEMS, Item(UUID(int=1), [3.0, 4.0], fields))
    [struct] = to_structs([point])
    payload = grpc_to_payload(RestToGrpc.convert_point_struct(struct).payload)
    assert payload == point.payload
    item = to_item(ITEMS, Point(point.id, point.vector, payload))
    assert item.fields == fields
    assert list(item.vector) == pytest.approx([3, 4])
