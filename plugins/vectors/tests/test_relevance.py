"""Lists by relevance: two orders made one, cut into parts, of rows that only their own plugin may read."""

import asyncio
import logging
from types import SimpleNamespace

import pytest
from commonweal import as_plugin, new_id
from commonweal_vectors import alike, relevance
from commonweal_vectors.alike import Alike, find_alike, near_best
from commonweal_vectors.relevance import Place, Sought, listed_by_relevance, orders, part_of
from commonweal_vectors.searching import Like
from hypothesis import given
from hypothesis import strategies as st

WELL = "The village well is dry and children walk six kilometres for water"
BOOKS = "The school library has no books in the language of the children"


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["vectors"]


@given(st.lists(st.uuids(), unique=True, max_size=30), st.integers(1, 7))
def test_an_order_is_cut_into_parts_that_are_all_of_it(order, limit):
    joined, place = [], None
    for _ in range(len(order) + 1):
        part, place = part_of(order, place, limit)
        joined += part
        if place is None:
            break
    assert joined == order


@given(st.lists(st.uuids(), unique=True, min_size=2, max_size=9), st.data())
def test_an_order_goes_on_behind_the_last_one_shown_or_its_place(order, data):
    at = data.draw(st.integers(0, len(order) - 1))
    rest, _ = part_of(order, Place(99, order[at]), 10)
    assert list(rest) == order[at + 1 :]
    without = [each for each in order if each != order[at]]
    rest, _ = part_of(without, Place(at + 1, order[at]), 10)
    assert list(rest) == without[at + 1 :]


def test_rows_are_ordered_by_rank_and_as_the_index_has_them():
    first, second, third = sorted(new_id() for _ in range(3))
    rows = [
        {"id": second, "said": True, "rank": 0.5},
        {"id": third, "said": False, "rank": 0.9},
        {"id": first, "said": True, "rank": 0.5},
    ]
    assert orders(rows, [third, new_id(), first]) == [[first, second], [third, first]]


def test_what_is_less_than_half_as_much_alike_as_the_best_is_left_out():
    found = [Like(new_id(), score) for score in (0.8, 0.4, 0.39)]
    assert near_best(found) == [found[0].id, found[1].id]
    assert near_best([]) == []


async def test_what_is_less_alike_than_asked_is_not_found(site, notes):
    well, books = await notes.write(WELL), await notes.write(BOOKS)
    await site.run_task("vectors.keep")
    await site.settle()
    services = site.context("vectors").services
    everything = await find_alike(services, "vectors.note", text=WELL)
    assert [each.id for each in everything.found] == [well, books]
    assert [each.id for each in (await find_alike(services, "vectors.note", text=WELL, least=0.9)).found] == [
        well
    ]
    assert [each.id for each in (await find_alike(services, "vectors.note", like=well)).found] == [books]


async def test_an_index_that_is_not_there_or_hangs_is_no_failure(site, notes, monkeypatch, caplog):
    caplog.set_level(logging.INFO, "commonweal.vectors")
    services = site.context("vectors").services
    assert await find_alike(services, "vectors.note", text=WELL) == Alike(by_words=True)

    async def hang(*_, **__):
        await asyncio.sleep(60)

    monkeypatch.setattr(alike, "find_like", hang)
    assert await find_alike(services, "vectors.note", text=WELL, seconds=0.01) == Alike(by_words=True)
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]
    assert "the index takes too long" in caplog.text


async def whose(work):
    return (await work.fetch_value("SELECT current_user::text")).rpartition("_")[2]


async def test_what_is_handed_over_acts_as_the_plugin_of_the_collection(site, monkeypatch):
    """The rows are read with its rights, whoever calls, and however the functions are written."""
    only, roles = new_id(), []

    async def not_there(*_, **__):
        return Alike(by_words=True)

    async def rank(work):
        roles.append(await whose(work))
        return [[only], []]

    async def read(work, ids):
        roles.append(await whose(work))
        return list(ids)

    monkeypatch.setattr(relevance, "find_alike", not_there)
    sought = Sought(
        collection="identity.person",
        words="well",
        least=0.1,
        where=None,
        rankings=lambda work, _alike, _most, *, some: rank(work),
        read=read,
    )
    visit = SimpleNamespace(web=SimpleNamespace(database=site.database))
    listed = await as_plugin("vectors", listed_by_relevance)(visit, sought, 10, None, {})
    assert (listed.items, listed.by_words) == ([only], True)
    assert roles == ["identity"] * 3, "by all words, by some of them, and to read"
