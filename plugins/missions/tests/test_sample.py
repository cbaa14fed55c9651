"""The sample marketplace: complete, plausible, the same each time, and harmless to load twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from commonweal_missions.rules.reward import reward_fits
from commonweal_missions.rules.vocabulary import ContentLocale, Domain, Provenance
from commonweal_missions.sample.loading import load_sample
from commonweal_missions.sample.planning import hash_of, plan
from commonweal_missions.sample.reading import read_content

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def content():
    return read_content()


@pytest.fixture(scope="module")
def missions(content):
    return plan(content, NOW)


def test_sample_holds_at_least_400_missions_over_all_domains_in_many_countries(content, missions):
    cities = {mission.place_slug.split("/")[0] for mission in missions if mission.place_slug}

    assert len(missions) >= 400
    assert {mission.domain for mission in missions} == set(Domain)
    assert len(cities) >= 12
    assert len({content.cities[city].country for city in cities}) >= 8


def test_sample_has_60_missions_written_by_hand_in_three_languages(content):
    handwritten = [mission for file in content.handwritten for mission in file.mission]

    assert len(handwritten) >= 60
    assert all(set(mission.text) == set(ContentLocale) for mission in handwritten)


def test_every_mission_keeps_the_rules_of_its_fields(missions):
    for mission in missions:
        source = mission.texts[mission.source_locale]
        assert reward_fits(mission.difficulty, mission.reward_minor), mission.key
        assert 15 <= mission.duration_min <= 10_080
        assert 24 <= mission.claim_hours <= 720
        assert mission.published_at < NOW < mission.expires_at
        assert source.provenance is Provenance.AUTHOR
        for text in mission.texts.values():
            assert len(text.steps) == len(source.steps), mission.key
            assert len(text.evidence) == len(mission.evidence), mission.key
            assert 10 <= len(text.description) <= 5_000
            assert "{" not in text.title + text.description + "".join(text.steps + text.evidence)


def test_no_two_missions_have_the_same_key_id_or_title(missions):
    assert len({mission.key for mission in missions}) == len(missions)
    assert len({mission.id for mission in missions}) == len(missions)
    assert {mission.id.version for mission in missions} == {7}
    for locale in ContentLocale:
        titles = [mission.texts[locale].title for mission in missions if locale in mission.texts]
        assert len(set(titles)) == len(titles)


def test_sample_has_every_provenance_stale_and_missing_translations(missions):
    provenances = {text.provenance for mission in missions for text in mission.texts.values()}
    stale = [
        mission.key
        for mission in missions
        for locale in mission.texts
        if hash_of(mission, locale) != hash_of(mission, mission.source_locale)
    ]

    assert provenances >= {Provenance.AUTHOR, Provenance.HUMAN, Provenance.REVIEWED}
    assert stale
    assert any(set(mission.texts) != set(ContentLocale) for mission in missions)


def test_claims_keep_the_rules_and_leave_most_missions_open(missions):
    open_claims = Counter(
        claim.human_id
        for mission in missions
        for claim in mission.claims
        if claim.state in {"active", "submitted"}
    )
    full = [mission for mission in missions if len(mission.claims) == mission.max_claims]

    assert max(open_claims.values()) <= 3
    assert 0 < len(full) < len(missions) / 5
    for mission in missions:
        assert len(mission.claims) <= mission.max_claims
        assert len({claim.human_id for claim in mission.claims}) == len(mission.claims)
        for claim in mission.claims:
            assert mission.published_at <= claim.claimed_at <= NOW
            assert claim.claimed_at < claim.deadline <= mission.expires_at
            assert claim.state == "verified" or claim.deadline > NOW
            assert (claim.finished_at is not None) == (claim.state == "verified")


def test_sample_accounts_are_strangers_to_whoever_takes_a_free_place(missions):
    """Nobody with an account shares a mission with the holders of places on open missions."""
    for mission in missions:
        seated = [bool(claim.person) for claim in mission.claims]
        assert all(seated) if len(seated) == mission.max_claims else not any(seated)
    states = Counter((claim.person, claim.state) for mission in missions for claim in mission.claims)
    assert states["ana", "verified"] > 2
    assert states["bo", "verified"] > 2
    assert states["ana", "active"] > 0
    assert states["rosa", "submitted"] > 0


def test_two_plans_for_one_moment_are_equal(content, missions):
    assert plan(content, NOW) == missions


async def test_loading_twice_changes_nothing_and_tells_its_progress(database):
    told = []
    async with database.write() as work:
        await load_sample(work, lambda done, of: told.append((done, of)))
    before = await counts(database)
    async with database.write() as work:
        await load_sample(work, lambda done, of: None, datetime.now(UTC) + timedelta(days=3))

    assert await counts(database) == before
    assert before["mission"] >= 400
    assert before["claim"] == before["slots"]
    assert before["outcomes"] == before["verified"] > 50
    assert told == sorted(told)
    assert told[-1] == (before["mission"], before["mission"])


async def counts(database):
    async with database.read() as work:
        return dict(
            await work.fetch_row(
                "SELECT (SELECT count(*) FROM missions.mission) AS mission,"
                " (SELECT sum(slots_taken) FROM missions.mission) AS slots,"
                " (SELECT count(*) FROM missions.claim) AS claim,"
                " (SELECT count(*) FROM missions.mission_translation) AS translation,"
                " (SELECT count(*) FROM ledger.transaction) AS transactions,"
                " (SELECT count(*) FROM reputation.mission_outcome) AS outcomes,"
                " (SELECT count(*) FROM missions.claim WHERE state = 'verified') AS verified,"
                " (SELECT max(published_at) FROM missions.mission) AS newest"
            )
        )
