"""Who may translate over whom, what makes a translation stale, and what a machine may do (DOMAIN §7.4)."""

from datetime import UTC, datetime

import pytest
from commonweal import Refusal, new_id
from commonweal_missions.kinds import KINDS
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.machine import translate
from commonweal_missions.translations.writing import (
    KIND,
    TranslationText,
    check_machine_text,
    read_source,
    read_text,
    translation_decided,
    write_translation,
)
from commonweal_review.api import Assessment, Author

from .replay import mismatches

NOW = datetime.now(UTC)
SPANISH = ContentLocale.SPANISH


def text(title, steps=2):
    return TranslationText(
        title=title, description="De qué se trata.", steps=["Paso"] * steps, evidence=["Una foto."]
    )


async def write(
    database, mission, title, provenance=Provenance.HUMAN, translator="ana", status="approved", **changes
):
    async with database.write() as work:
        source = await read_source(work, mission, SPANISH)
        await write_translation(
            work, mission, SPANISH, text(title, **changes), assessed(translator, status),
            source_hash=source["source_hash"], provenance=provenance, translator=translator, at=NOW,
        )  # fmt: skip
        return (await read_text(work, mission, SPANISH))["item_id"]


def assessed(translator="machine", status="approved"):
    """What review thought of a text before."""
    return Assessment(
        status=status,
        score=0.9,
        categories=[],
        reasons=[],
        kind=KIND,
        author=Author("service" if translator == "machine" else "human", translator),
        kinds={each.name: each.of("missions") for each in KINDS},
    )


async def shown(database, mission):
    async with database.read() as work:
        found = await find_mission(work, mission, SPANISH, NOW)
    return found.title, found.origins["title"].provenance


async def test_a_human_replaces_a_machine_and_never_the_other_way_round(database, market):
    mission = await market.add()
    await write(database, mission, "De máquina", Provenance.MACHINE, "machine")
    await write(database, mission, "De Ana")
    with pytest.raises(Refusal, match="conflict"):
        await write(database, mission, "De máquina", Provenance.MACHINE, "machine")
    with pytest.raises(Refusal, match="conflict"):
        await write(database, mission, "De Luis", translator="luis")
    assert await shown(database, mission) == ("De Ana", "human")

    await write(database, mission, "De Ana, mejor")  # an edit of one's own waits for a human
    assert (await shown(database, mission))[1] == "author"
    assert await mismatches(database, NOW) == []


async def test_another_human_may_renew_a_translation_that_is_stale(database, market):
    mission = await market.add()
    await write(database, mission, "De Ana")
    await reword(database, mission)
    await write(database, mission, "De Luis", translator="luis")

    assert await shown(database, mission) == ("De Luis", "human")


async def test_a_human_vouches_for_a_machines_text_once(database, market):
    mission = await market.add()
    await write(database, mission, "De máquina", Provenance.MACHINE, "machine")
    async with database.write() as work:
        await check_machine_text(work, mission, SPANISH, new_id(), NOW)
    with pytest.raises(Refusal, match="invalid_transition"):
        async with database.write() as work:
            await check_machine_text(work, mission, SPANISH, new_id(), NOW)

    assert await shown(database, mission) == ("De máquina", "reviewed")


async def test_a_flagged_translation_is_shown_once_review_approved_it(database, market):
    mission = await market.add(title="Listen")
    item = await write(database, mission, "Escucha", status="flagged")
    assert (await shown(database, mission))[0] == "Listen"
    async with database.write() as work:
        await translation_decided(work, item, "approved")

    assert (await shown(database, mission))[0] == "Escucha"


async def test_a_translation_has_the_shape_of_its_source_and_another_language(database, market):
    mission = await market.add()
    with pytest.raises(Refusal) as refused:
        await write(database, mission, "Corta", steps=1)
    assert [field.pointer for field in refused.value.fields] == ["/steps"]
    with pytest.raises(Refusal, match="conflict"):
        async with database.read() as work:
            await read_source(work, mission, ContentLocale.ENGLISH)


class Machine:
    """Translates as an implementation of the hook would, or not at all."""

    def __init__(self, answer):
        self.answer = answer

    async def first(self, _hook, *, texts, source, target):
        return self.answer(texts, source, target)


async def approve(_text, _locale, _domain):
    return assessed()


async def flag(_text, _locale, _domain):
    return assessed(status="flagged")


def spoken(texts, _source, target):
    return [f"[{target}] {each}" for each in texts]


async def reword(database, mission):
    """Let the author's words change, as an edit does."""
    async with database.write() as work:
        await work.execute(
            "UPDATE missions.mission_translation SET source_hash = repeat('0', 64)"
            " WHERE mission_id = $1 AND provenance = 'author'",
            mission,
        )


async def test_a_machine_fills_gaps_and_what_it_cannot_do_leaves_nothing(database, market):
    mission = await market.add(title="Listen")
    willing = Machine(lambda texts, _source, target: [f"[{target}] {each}" for each in texts])
    for unable in (lambda *_: None, lambda *_: ["one text only"]):
        assert not await translate(database, Machine(unable), approve, mission, SPANISH, NOW)
    assert await translate(database, willing, approve, mission, SPANISH, NOW)
    assert await shown(database, mission) == ("[es] Listen", "machine")
    assert not await translate(database, willing, approve, mission, ContentLocale.ENGLISH, NOW)
    await write(database, mission, "Escucha")
    assert not await translate(database, willing, approve, mission, SPANISH, NOW)
    assert await shown(database, mission) == ("Escucha", "human")


@pytest.mark.parametrize(
    "answer",
    [
        lambda texts, *_: [""] * len(texts),
        lambda texts, *_: ["x" * 501, *texts[1:]],
        lambda texts, *_: [texts[0], "too short", *texts[2:]],
        lambda texts, *_: [*texts[:-1], "x" * 2_001],
        lambda texts, *_: [*texts[:-1], None],
        lambda texts, *_: "x" * len(texts),
        lambda *_: 7,
    ],
)
async def test_what_a_machine_makes_up_leaves_nothing(database, market, answer):
    mission = await market.add()
    assert not await translate(database, Machine(answer), approve, mission, SPANISH, NOW)
    async with database.read() as work:
        assert await read_text(work, mission, SPANISH) is None


async def test_what_a_machine_writes_passes_review_and_stays_rejected(database, market):
    mission = await market.add(title="Listen")

    assert await translate(database, Machine(spoken), flag, mission, SPANISH, NOW)
    async with database.read() as work:
        row = await read_text(work, mission, SPANISH)
        queued = await work.fetch_value("SELECT status FROM review.item WHERE item_id = $1", row["item_id"])
    assert (row["review_status"], queued) == ("flagged", "flagged")
    assert (await shown(database, mission))[0] == "Listen"
    async with database.write() as work:
        await translation_decided(work, row["item_id"], "rejected")

    assert not await translate(database, Machine(spoken), approve, mission, SPANISH, NOW)
    assert (await shown(database, mission))[0] == "Listen"
    await reword(database, mission)
    assert await translate(database, Machine(spoken), approve, mission, SPANISH, NOW)
    assert (await shown(database, mission))[0] == "[es] Listen"
    assert await mismatches(database, NOW) == []


async def test_a_machine_is_not_asked_for_what_a_human_wrote_or_it_has_done(database, market):
    asked = []

    def counted(texts, source, target):
        asked.append(target)
        return spoken(texts, source, target)

    mission, other = await market.add(), await market.add()
    await write(database, other, "De Ana")
    await reword(database, other)  # stale, and still a human's
    for each in (mission, mission, other):
        await translate(database, Machine(counted), approve, each, SPANISH, NOW)
    assert asked == ["es"]

    await reword(database, mission)
    await translate(database, Machine(counted), approve, mission, SPANISH, NOW)
    assert asked == ["es", "es"]


async def test_a_machine_replaces_no_present_text_of_another_machine(database, market):
    mission = await market.add()
    await write(database, mission, "De una", Provenance.MACHINE, "heron")

    with pytest.raises(Refusal, match="conflict"):
        await write(database, mission, "De otra", Provenance.MACHINE, "crane")
    await reword(database, mission)
    await write(database, mission, "De otra", Provenance.MACHINE, "crane")

    assert await shown(database, mission) == ("De otra", "machine")


async def test_a_text_that_waits_for_a_human_still_waits_when_its_author_rewrites_it(database, market):
    mission = await market.add(title="Listen")
    await write(database, mission, "Escucha", status="flagged")
    item = await write(database, mission, "Escucha bien", status="approved")

    assert (await shown(database, mission))[0] == "Listen"
    async with database.read() as work:
        assert await work.fetch_value("SELECT status FROM review.item WHERE item_id = $1", item) == "flagged"


async def test_another_authors_text_is_another_item_of_review(database, market):
    mission = await market.add(title="Listen")
    first = await write(database, mission, "De máquina", Provenance.MACHINE, "machine", status="flagged")
    second = await write(database, mission, "De Ana")

    assert first != second
    async with database.write() as work:
        await translation_decided(work, first, "rejected")  # a verdict about what is no longer there
    assert await shown(database, mission) == ("De Ana", "human")
