"""Who may translate over whom, what makes a translation stale, and what a machine may do (DOMAIN §7.4)."""

from datetime import UTC, datetime

import pytest
from commonweal import Refusal, new_id
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.machine import translate
from commonweal_missions.translations.writing import (
    TranslationText,
    check_machine_text,
    read_source,
    translation_decided,
    write_translation,
)

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
        return await write_translation(
            work, mission, SPANISH, text(title, **changes), source_hash=source["source_hash"],
            provenance=provenance, translator=translator, review_status=status, at=NOW,
        )  # fmt: skip


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
    await write(database, mission, "De Ana, mejor")

    assert await shown(database, mission) == ("De Ana, mejor", "human")


async def test_another_human_may_renew_a_translation_that_is_stale(database, market):
    mission = await market.add()
    await write(database, mission, "De Ana")
    async with database.write() as work:
        await work.execute(
            "UPDATE missions.mission_translation SET source_hash = repeat('0', 64)"
            " WHERE mission_id = $1 AND locale = 'en'",
            mission,
        )
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


async def approve(_text, _domain):
    return "approved"


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
