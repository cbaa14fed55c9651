"""People, peers and claims for the tests of evidence, and what must hold of the tables whatever happened."""

from datetime import UTC, datetime, timedelta

from commonweal import new_id
from commonweal_missions.checking.running import begin, conclude
from commonweal_missions.checking.scoring import Score
from commonweal_missions.claims.making import make_claim
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.peers.asking import ask_peers
from commonweal_missions.peers.reviewing import ReviewDraft, give_review, open_review
from commonweal_missions.settings import MissionsSettings

NOW = datetime.now(UTC)
SETTINGS = MissionsSettings()
REASONING = "The picture shows the well, and the place is right."
WORDS = "I went there and did what was asked of me."


class World:
    """Puts people into the tables, and lets them claim and hand in through the plugin's own acts."""

    def __init__(self, database, market):
        self.database = database
        self.market = market

    async def person(self, tier=None, **columns):
        """Add a human, who reviews if a tier is named."""
        human_id = new_id()
        values = {
            "id": human_id,
            "email": f"{human_id.hex}@example.org",
            "email_key": f"{human_id.hex}@example.org",
            "email_confirmed_at": NOW,
            "accepted_terms": "x",
            "display_name": "Person",
            "accepts_reviews": tier is not None,
            **columns,
        }
        marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
        async with self.database.write() as work:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
            await work.execute(
                f"INSERT INTO identity.human ({', '.join(values)}) VALUES ({marks})", *values.values()
            )
            if tier:
                score = {"newcomer": 10, "contributor": 30, "trusted": 60, "expert": 90}[tier]
                await work.execute(
                    "INSERT INTO reputation.standing (human_id, score, tier) VALUES ($1, $2, $3)",
                    *(human_id, score, tier),
                )
        return human_id

    async def peers(self, many=3, tier="contributor"):
        """Add people who review."""
        return [await self.person(tier) for _ in range(many)]

    async def claimed(self, human_id=None, mission_id=None, at=NOW, **mission):
        """Let a human claim a mission, a new one unless it is named."""
        human_id = human_id or await self.person()
        mission_id = mission_id or await self.market.add(evidence_kind=["text_report"], **mission)
        async with self.database.write() as work:
            made = await make_claim(work, mission_id, human_id, acknowledged=True, most_open=100, at=at)
        return human_id, made.id

    async def submit(self, human_id, claim_id, at=NOW, **draft):
        """Hand in words for a claim."""
        async with self.database.write() as work:
            return await submit_evidence(
                work, claim_id, human_id, EvidenceDraft(**{"text": WORDS, **draft}), at
            )

    async def submitted(self, at=NOW, draft=None, **mission):
        """Let a new human claim a new mission and hand in words."""
        human_id, claim_id = await self.claimed(at=at - timedelta(minutes=5), **mission)
        return human_id, claim_id, await self.submit(human_id, claim_id, at, **(draft or {}))

    async def row(self, evidence_id):
        """Read the row of evidence."""
        async with self.database.read() as work:
            return await work.fetch_row("SELECT * FROM missions.evidence WHERE id = $1", evidence_id)

    async def rows(self, statement, *arguments):
        """Read rows."""
        async with self.database.read() as work:
            return [tuple(row) for row in await work.fetch(statement, *arguments)]


BROKEN = {
    "a slot too many": """
        SELECT m.id FROM missions.mission m JOIN missions.claim c ON c.mission_id = m.id
        WHERE c.state IN ('active', 'submitted', 'verified') GROUP BY m.id, m.max_claims
        HAVING count(*) > m.max_claims""",
    "verified without payment, or paid without": """
        SELECT c.id FROM missions.claim c FULL JOIN missions.payment p ON p.claim_id = c.id
        WHERE (c.state = 'verified') IS DISTINCT FROM (p.claim_id IS NOT NULL)""",
    "paid twice or not at all in the books": """
        SELECT p.claim_id FROM missions.payment p WHERE 1 <> (
            SELECT count(*) FROM ledger.transaction t
            WHERE t.type = 'earn_mission' AND t.reference = p.claim_id)""",
    "the books pay what is written": """
        SELECT p.claim_id FROM missions.payment p JOIN ledger.transaction t
            ON t.type = 'earn_mission' AND t.reference = p.claim_id
        JOIN missions.claim c ON c.id = p.claim_id
        WHERE c.paid_minor IS DISTINCT FROM p.paid_minor OR p.paid_minor IS DISTINCT FROM (
            SELECT sum(amount_minor) FROM ledger.posting WHERE transaction_id = t.id AND amount_minor > 0)""",
    "a review paid twice or not at all": """
        SELECT r.id FROM missions.peer_review r WHERE (r.state = 'given')::int <> (
            SELECT count(*) FROM ledger.transaction t
            WHERE t.type = 'earn_peer_review' AND t.reference = r.id)""",
    "transactions that do not sum to zero": """
        SELECT transaction_id FROM ledger.posting GROUP BY transaction_id HAVING sum(amount_minor) <> 0""",
    "the claim does not wait with its evidence": """
        SELECT e.id FROM missions.evidence e JOIN missions.claim c ON c.id = e.claim_id
        WHERE e.state IN ('pending', 'checking', 'peer_review', 'admin_review', 'appealed')
            AND c.state <> 'submitted' OR e.state = 'verified' AND c.state <> 'verified'""",
    "a submitted claim without evidence": """
        SELECT c.id FROM missions.claim c WHERE c.state = 'submitted' AND NOT EXISTS (
            SELECT FROM missions.evidence e WHERE e.claim_id = c.id
            AND e.state IN ('pending', 'checking', 'peer_review', 'admin_review', 'appealed'))""",
    "asked of decided evidence": """
        SELECT r.id FROM missions.peer_review r JOIN missions.evidence e ON e.id = r.evidence_id
        WHERE r.state IN ('asked', 'opened') AND e.state <> 'peer_review'""",
    "states without their events": """
        SELECT e.id FROM missions.evidence e WHERE e.state <> coalesce((
            SELECT v.data->>'state' FROM kernel.event v
            WHERE v.type = 'missions.evidence_state_changed' AND v.data->>'evidence_id' = e.id::text
            ORDER BY v.id DESC LIMIT 1), 'pending')""",
    "reviews without their events": """
        SELECT r.id FROM missions.peer_review r WHERE NOT EXISTS (
            SELECT FROM kernel.event v WHERE v.type = 'missions.review_' || r.state
            AND v.data->>'review_id' = r.id::text)""",
    "events that do not follow one another": """
        SELECT subject FROM (
            SELECT subject, data->>'before' AS before, coalesce(
                lag(data->>'state') OVER (PARTITION BY subject ORDER BY sequence), 'pending') AS told
            FROM kernel.event WHERE type = 'missions.evidence_state_changed') AS steps
        WHERE before IS DISTINCT FROM told""",
    "submissions and their events differ": """
        SELECT e.id, v.subject FROM missions.evidence e FULL JOIN (
            SELECT * FROM kernel.event WHERE type = 'missions.evidence_submitted') AS v
            ON v.subject = e.id AND v.data->>'attempt' = e.attempt::text
                AND v.data->>'claim_id' = e.claim_id::text
        WHERE e.id IS NULL OR v.id IS NULL""",
    "payments and their events differ": """
        SELECT p.claim_id, v.subject FROM missions.payment p FULL JOIN (
            SELECT * FROM kernel.event WHERE type = 'missions.claim_paid') AS v
            ON v.subject = p.claim_id AND v.data->>'paid_minor' = p.paid_minor::text
        WHERE p.claim_id IS NULL OR v.id IS NULL""",
    "decided appeals and their events differ": """
        SELECT a.id, v.subject FROM (
            SELECT * FROM missions.appeal WHERE decided_at IS NOT NULL) AS a FULL JOIN (
            SELECT * FROM kernel.event WHERE type = 'missions.appeal_decided') AS v
            ON v.data->>'appeal_id' = a.id::text AND v.data->>'upheld' = a.upheld::text
        WHERE a.id IS NULL OR v.id IS NULL""",
    "a step of a review told twice, or of none": """
        SELECT v.data->>'review_id' FROM kernel.event v
        LEFT JOIN missions.peer_review r ON r.id::text = v.data->>'review_id'
        WHERE v.type LIKE 'missions.review!_%' ESCAPE '!'
        GROUP BY v.data->>'review_id', v.type HAVING count(*) > 1 OR count(r.id) = 0""",
    "claims are told to be in another state": """
        SELECT c.id FROM missions.claim c WHERE c.state IS DISTINCT FROM (
            SELECT CASE substr(v.type, 16) WHEN 'made' THEN 'active' WHEN 'returned' THEN 'active'
                ELSE substr(v.type, 16) END FROM kernel.event v
            WHERE v.subject = c.id AND v.type LIKE 'missions.claim!_%' ESCAPE '!'
                AND v.type NOT IN ('missions.claim_paid', 'missions.claim_progressed')
            ORDER BY v.sequence DESC LIMIT 1)""",
}


async def broken(database):
    """Return what does not hold in the tables, by name; empty when all is well."""
    async with database.read() as work:
        found = {name: await work.fetch(statement) for name, statement in BROKEN.items()}
    return {name: [tuple(row) for row in rows] for name, rows in found.items() if rows}


async def checked(world, evidence_id, found, at=NOW, settings=SETTINGS):
    """Let the check find a score (None: it failed), and ask peers if that is what follows."""
    score_found = None if found is None else Score(found, ())
    async with world.database.write() as work:
        await begin(work, evidence_id)
    async with world.database.write() as work:
        await conclude(work, evidence_id, score_found, settings, at)
    async with world.database.write() as work:
        await ask_peers(work, evidence_id, settings, at)


async def asked(world, evidence_id):
    """Return the reviews that wait for a peer, as ids and reviewers."""
    return await world.rows(
        "SELECT id, reviewer_id FROM missions.peer_review"
        " WHERE evidence_id = $1 AND state IN ('asked', 'opened') ORDER BY id",
        evidence_id,
    )


async def open_as(world, review_id, reviewer_id, at=NOW):
    async with world.database.write() as work:
        return await open_review(work, review_id, reviewer_id, at)


async def give(world, review_id, reviewer_id, verdict="approve", confidence=0.9, at=None, settings=SETTINGS):
    draft = ReviewDraft(verdict=verdict, confidence=confidence, reasoning=REASONING)
    at = at or NOW + timedelta(seconds=31)
    async with world.database.write() as work:
        await give_review(work, review_id, reviewer_id, draft, settings, at)


async def judged(world, evidence_id, *votes):
    """Let the asked peers open and vote, in their order."""
    for (review_id, reviewer_id), (verdict, confidence) in zip(
        await asked(world, evidence_id), votes, strict=True
    ):
        await open_as(world, review_id, reviewer_id)
        await give(world, review_id, reviewer_id, verdict, confidence)


async def state_of(world, evidence_id):
    return (await world.row(evidence_id))["state"]


async def put_file(world, claim_id, human, value=None):
    async with world.database.write() as work:
        file_id = new_id()
        await work.execute(
            "INSERT INTO missions.evidence_file (id, claim_id, human_id, item, name, media_type, bytes,"
            " sha256, perceptual_hash) VALUES ($1, $2, $3, 0, 'a.jpg', 'image/jpeg', 10, $4, $5)",
            *(file_id, claim_id, human, bytes(32), value),
        )
    return file_id
