"""The JSON API of translations: ``/api/v1/missions/{id}/translations/{locale}``."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
from commonweal import Visit, needs
from litestar import post, put
from litestar.params import FromPath, JSONBody

from commonweal_missions.limits import of_agents
from commonweal_missions.permissions import CLAIM, TRANSLATE
from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.writing import (
    KIND,
    TranslationText,
    check_machine_text,
    read_source,
    write_translation,
)


class WrittenTranslation(msgspec.Struct, frozen=True):
    """A translation, and whether everybody sees it yet."""

    locale: ContentLocale
    provenance: Provenance
    review_status: str


@put(
    "/{mission_id:uuid}/translations/{locale:str}",
    guards=[needs(TRANSLATE), of_agents],
    operation_id="writeTranslation",
    summary="Translate a mission",
)
async def put_translation(
    request: Visit,
    mission_id: FromPath[UUID],
    locale: FromPath[ContentLocale],
    data: JSONBody[TranslationText],
) -> WrittenTranslation:
    """Write or rewrite a translation: a human's takes the place of a machine's, an agent's is a machine's."""
    return await save_translation(request, mission_id, locale, data)


@post(
    "/{mission_id:uuid}/translations/{locale:str}/check",
    guards=[needs(CLAIM)],
    operation_id="checkTranslation",
    summary="Vouch for a machine's translation",
    status_code=200,
)
async def check_translation(
    request: Visit, mission_id: FromPath[UUID], locale: FromPath[ContentLocale]
) -> WrittenTranslation:
    """Say, as a human who reads both languages, that a machine's text is right as it is."""
    async with request.web.database.write() as work:
        await check_machine_text(work, mission_id, locale, request.principal.account_id, datetime.now(UTC))
    return WrittenTranslation(locale, Provenance.REVIEWED, "approved")


async def save_translation(
    visit: Visit, mission_id: UUID, locale: ContentLocale, text: TranslationText
) -> WrittenTranslation:
    """Let review look at a translation and write it, as a human's or, of an agent, as a machine's."""
    from commonweal_review import api as review  # noqa: PLC0415 - the command line needs none of it

    author = visit.principal
    provenance = Provenance.HUMAN if author.kind == "human" else Provenance.MACHINE
    async with visit.web.database.read() as work:
        source = await read_source(work, mission_id, locale)
    assessment = await review.assess(
        visit,
        author=author,
        kind=KIND,
        texts=text.texts,
        locale=str(locale),
        domain=source["domain"],
    )
    async with visit.web.database.write() as work:
        status = await write_translation(
            work,
            mission_id,
            locale,
            text,
            assessment,
            source_hash=source["source_hash"],
            provenance=provenance,
            translator=author.id,
            at=datetime.now(UTC),
        )
    return WrittenTranslation(locale, provenance, status)


TRANSLATION_ROUTES = [put_translation, check_translation]
