"""The tables of evidence as Piccolo knows them; the migrations make them, and a test compares both."""

from typing import Any

from commonweal import new_id
from piccolo.columns import (
    UUID,
    Array,
    BigInt,
    Boolean,
    Bytea,
    DoublePrecision,
    ForeignKey,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from commonweal_missions.tables import SCHEMA, Claim


class Evidence(Table, tablename="evidence", schema=SCHEMA):
    """What a human handed in for a claim, and what was decided (DOMAIN §8.1)."""

    id = UUID(primary_key=True, default=new_id)
    claim_id = ForeignKey(Claim, null=False)
    human_id = UUID(default=None)
    attempt = SmallInt()
    state = Text(default="pending")
    text = Text(default="")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    captured_at = Timestamptz(null=True, default=None)
    multiplier_hundredths = Integer()
    submitted_at = Timestamptz(default=TimestamptzNow())
    automatic_score = DoublePrecision(null=True, default=None)
    automatic_reasons = Array(base_column=Text())
    checked_at = Timestamptz(null=True, default=None)
    final_confidence = DoublePrecision(null=True, default=None)
    decided_by_kind = Text(null=True, default=None)
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    notes = Text(default="")
    taken_by = UUID(null=True, default=None)
    taken_at = Timestamptz(null=True, default=None)
    due_at = Timestamptz(null=True, default=None)
    alerted_at = Timestamptz(null=True, default=None)


class EvidenceFile(Table, tablename="evidence_file", schema=SCHEMA):
    """One file of evidence; its bytes lie in the blob store."""

    id = UUID(primary_key=True, default=new_id)
    claim_id = ForeignKey(Claim, null=False)
    human_id = UUID(default=None)
    evidence_id: ForeignKey[Any] = ForeignKey(Evidence, null=True)
    item = SmallInt()
    moment = Text(null=True, default=None)
    name = Text()
    media_type = Text()
    bytes = Integer()
    sha256 = Bytea()
    perceptual_hash = BigInt(null=True, default=None)
    captured_at = Timestamptz(null=True, default=None)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    uploaded_at = Timestamptz(default=TimestamptzNow())
    submitted_at = Timestamptz(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)
    copied_at = Timestamptz(null=True, default=None)
    copy_width = Integer(null=True, default=None)
    copy_height = Integer(null=True, default=None)


class PeerReview(Table, tablename="peer_review", schema=SCHEMA):
    """One peer's review of evidence (DOMAIN §8.3)."""

    id = UUID(primary_key=True, default=new_id)
    evidence_id = ForeignKey(Evidence, null=False)
    reviewer_id = UUID(default=None)
    state = Text(default="asked")
    asked_at = Timestamptz(default=TimestamptzNow())
    due_at = Timestamptz(default=None)
    opened_at = Timestamptz(null=True, default=None)
    given_at = Timestamptz(null=True, default=None)
    verdict = Text(null=True, default=None)
    confidence = DoublePrecision(null=True, default=None)
    reasoning = Text(null=True, default=None)


class Appeal(Table, tablename="appeal", schema=SCHEMA):
    """An appeal against rejected evidence (DOMAIN §8.4)."""

    id = UUID(primary_key=True, default=new_id)
    evidence_id = ForeignKey(Evidence, null=False)
    human_id = UUID(default=None)
    reason = Text()
    appealed_at = Timestamptz(default=TimestamptzNow())
    due_at = Timestamptz(default=None)
    against_kind = Text()
    against_by = UUID(null=True, default=None)
    against_confidence = DoublePrecision(default=None)
    decided_at = Timestamptz(null=True, default=None)
    upheld = Boolean(null=True, default=None)


class Payment(Table, tablename="payment", schema=SCHEMA):
    """What a verified claim paid, in its parts (DOMAIN §10.4)."""

    claim_id = ForeignKey(Claim, primary_key=True, null=False)
    evidence_id = ForeignKey(Evidence, null=False)
    base_minor = Integer()
    automatic_percent = SmallInt()
    peers_percent = SmallInt()
    quality_percent = SmallInt()
    multiplier_hundredths = Integer()
    paid_minor = Integer()
    first_in_domain_minor = Integer(default=0)
    paid_at = Timestamptz(default=TimestamptzNow())


EVIDENCE_TABLES: list[type[Table]] = [Evidence, EvidenceFile, PeerReview, Appeal, Payment]
