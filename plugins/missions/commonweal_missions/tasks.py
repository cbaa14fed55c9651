"""Background work on missions and claims: deadlines, the end of missions, and what follows from them."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from commonweal import HookExecutor, Principal, Schedule, TaskContext, task

from commonweal_missions.claims.ending import release_late_claims, tell_expired_missions
from commonweal_missions.missions.settling import settle
from commonweal_missions.rules.vocabulary import ContentLocale
from commonweal_missions.translations.machine import translate
from commonweal_missions.translations.writing import KIND, MACHINE, TranslationText

if TYPE_CHECKING:
    from commonweal_review.api import Assessment


@task("missions.look_at_deadlines", time_limit=300)
async def look_at_deadlines(context: TaskContext) -> None:
    """Release late claims, and tell of missions whose time is over."""
    now = datetime.now(UTC)
    await release_late_claims(context.database, now)
    await tell_expired_missions(context.database, now)


@task("missions.settle_mission", time_limit=60)
async def settle_mission(context: TaskContext, *, mission_id: UUID) -> None:
    """Free what a closed mission holds in a pool, and tell its problem and solution; once."""
    async with context.database.write() as work:
        await settle(work, mission_id, datetime.now(UTC))


@task("missions.translate_mission", time_limit=180)
async def translate_mission(context: TaskContext, *, mission_id: UUID) -> None:
    """Let a machine translate what no human has, into every language but the original's."""
    if context.plugin is None:
        return
    services = context.plugin.services

    async def assess(text: TranslationText, locale: ContentLocale, domain: str) -> "Assessment":
        from commonweal_review import api as review  # noqa: PLC0415 - only this task needs it

        author = Principal(kind="service", id=MACHINE, roles=frozenset({"service"}))
        return await review.assess(
            services, author=author, kind=KIND, texts=text.texts, locale=str(locale), domain=domain
        )

    for locale in ContentLocale:
        await translate(
            context.database, services.get(HookExecutor), assess, mission_id, locale, datetime.now(UTC)
        )


@task("missions.count_miss", time_limit=60)
async def count_miss(context: TaskContext, *, claim_id: UUID) -> None:
    """Count a claim that was let go as a mission of quality 0 (DOMAIN §7.2); reputation counts it once."""
    from commonweal_reputation import api as reputation  # noqa: PLC0415 - only this task needs it

    async with context.database.write() as work:
        claim = await work.fetch_row(
            "SELECT human_id, finished_at FROM missions.claim"
            " WHERE id = $1 AND state IN ('abandoned', 'released')",
            claim_id,
        )
        if claim is not None:
            await reputation.record_mission(
                work, claim["human_id"], claim_id=claim_id, quality=0.0, at=claim["finished_at"]
            )


SCHEDULES = [
    Schedule(name="missions.deadlines", task=look_at_deadlines, every=timedelta(minutes=1)),
]
