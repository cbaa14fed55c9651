"""The exact store passes the kit it is the reference of; filters and declarations mean what they say."""

import datetime as dt
import math

import pytest
from commonweal.testing.vector_contract import VectorStoreContract, collection, item
from commonweal.testing.vectors import MemoryVectorStore, great_circle, passes
from commonweal.vectors.collection import Collection, GeoPoint, Item, VectorError
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range
from hypothesis import given, settings
from hypothesis import strategies as st


class TestMemoryStore(VectorStoreContract):
    @pytest.fixture
    def store(self) -> MemoryVectorStore:
        return MemoryVectorStore()


_LIMA, _CALLAO = GeoPoint(-12.0464, -77.0428), GeoPoint(-12.0566, -77.1181)


def _item(**fields) -> Item:
    return item(1, 1.0, **fields)


@pytest.mark.parametrize(
    ("where", "fields", "expected"),
    [
        (Equal("domain", "a"), {"domain": "a"}, True),
        (Equal("domain", "a"), {"domain": ["b", "a"]}, True),
        (Equal("domain", "a"), {"domain": None}, False),
        (Equal("domain", "a"), {}, False),
        (Not(Equal("domain", "a")), {}, True),
        (OneOf("domain", []), {"domain": "a"}, False),
        (And([]), {}, True),
        (Or([]), {}, False),
        (Range(field="slots", least=2, most=2), {"slots": 2}, True),
        (Range(field="slots", least=3), {"slots": [1, 5]}, True),
        (Range(field="slots"), {"slots": 1}, True),
        (Range(field="slots"), {}, False),
        (
            Range(field="expires", most=dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)),
            {"expires": dt.datetime(2026, 7, 1, 13, tzinfo=dt.timezone(dt.timedelta(hours=2)))},
            True,
        ),
        (Near("place", _LIMA, 8_300), {"place": _CALLAO}, True),
        (Near("place", _LIMA, 8_200), {"place": _CALLAO}, False),
        (Near("place", _LIMA, 0), {"place": _LIMA}, True),
        (Near("place", _LIMA, 8_300), {}, False),
    ],
)
def test_a_filter_means_what_the_contract_says(where: Filter, fields: dict[str, object], *, expected: bool):
    assert passes(_item(**fields), where) is expected


def test_distances_agree_with_known_ones():
    assert great_circle(GeoPoint(0, 0), GeoPoint(0, 180)) == pytest.approx(math.pi * 6_371_008.8)
    assert great_circle(GeoPoint(52.5200, 13.4050), GeoPoint(48.8566, 2.3522)) == pytest.approx(
        877_464, rel=1e-3
    )


@settings(deadline=None)
@given(
    st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180)),
)
def test_a_distance_is_the_same_both_ways_and_at_most_half_round_the_earth(one: GeoPoint, other: GeoPoint):
    assert great_circle(one, other) == pytest.approx(great_circle(other, one))
    assert 0 <= great_circle(one, other) <= math.pi * 6_371_008.8


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": "mission"}, "<plugin id>.<name>"),
        ({"dimensions": 0}, "choose 1 to 4000"),
        ({"dimensions": 4_001}, "choose 1 to 4000"),
        ({"metric": "manhattan"}, "choose cosine, dot, euclidean"),
        ({"fields": {"Domain": "keyword"}}, "use a-z, 0-9 and _"),
        ({"fields": {"domain": "text"}}, "choose keyword"),
    ],
)
def test_a_wrong_declaration_is_refused_and_says_what_is_right(changed: dict[str, object], says: str):
    right = {
        "name": "kit.mission",
        "dimensions": 4,
        "fields": {"domain": "keyword"},
    }
    Collection(**right)
    with pytest.raises(VectorError, match=says) as refused:
        Collection(**(right | changed))
    assert refused.value.code == "vector_collection_invalid"


@pytest.mark.parametrize("vector", [[1e-200] * 4, [1e200] * 4, [0.0] * 4, [math.nan] * 4, [1.0] * 3])
def test_a_vector_that_single_precision_cannot_compare_is_refused(vector: list[float]):
    with pytest.raises(VectorError) as refused:
        collection().check_vector(vector)
    assert refused.value.code == "vector_unusable"


def test_a_refusal_names_the_fields_there_are():
    with pytest.raises(
        VectorError, match="its fields: domain, expires, organisation, place, reward, slots, urgent"
    ):
        collection().field_type("colour")


@pytest.mark.parametrize("place", [(91, 0), (-90.1, 0), (0, 181), (0, -180.5), (math.nan, 0), (0, math.inf)])
def test_a_place_off_the_globe_is_refused(place: tuple[float, float]):
    with pytest.raises(VectorError, match="from -90 to 90") as refused:
        GeoPoint(*place)
    assert refused.value.code == "vector_field_invalid"


def test_a_value_that_only_looks_like_one_of_the_type_is_refused():
    for name, value in {"place": {"latitude": 0, "longitude": 0}, "expires": "2026-07-01T00:00:00Z"}.items():
        with pytest.raises(VectorError, match=f"as {name}, not"):
            collection().check_value(name, value)


@pytest.mark.parametrize("word", ["null\0", "half of a pair \ud83d"])
def test_a_word_that_cannot_be_written_as_utf_8_or_in_a_database_is_refused(word: str):
    with pytest.raises(VectorError, match="takes a keyword as domain"):
        collection().check_value("domain", word)
