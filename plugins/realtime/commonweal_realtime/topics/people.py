"""The topic of an account, for that account alone: its claims, evidence, tokens, standing and sessions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Event, Principal, UnitOfWork
from commonweal_identity import api as identity
from commonweal_ledger import api as ledger
from commonweal_missions import api as missions
from commonweal_reputation import api as reputation

from commonweal_realtime.hooks import Data, Part, Stream, Told, Topic
from commonweal_realtime.topics.access import follower_now, whoever_left
from commonweal_realtime.topics.telling import fields, tells, tells_subject

NAME = "user"


async def may_follow(work: UnitOfWork, principal: Principal, key: UUID) -> bool:
    """Say whether the follower is this very account, and its key may read what only it may know."""
    follower = await follower_now(work, principal)
    return follower.kind in {"human", "agent"} and identity.acts_as(follower, key)


async def claims(work: UnitOfWork, keys: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Read the open claims of accounts, and what was handed in for them."""
    found = await missions.open_claims_of(work, keys)
    return {key: {"open": msgspec.to_builtins(each)} for key, each in found.items()}


async def tokens(work: UnitOfWork, keys: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Read balances in minor units."""
    found = await ledger.balances(work, keys)
    return {key: {"balance_minor": each.balance_minor} for key, each in found.items()}


async def standing(work: UnitOfWork, keys: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Read reputations and streaks."""
    found = await reputation.standings(work, keys)
    return {
        key: {"score": each.score, "tier": each.tier, "streak_days": each.streak_days}
        for key, each in found.items()
    }


def _human(name: str, event_type: type[Event], *names: str, **renamed: str) -> Told:
    return _to("human_id", name, event_type, *names, **renamed)


def _agent(name: str, event_type: type[Event], *names: str, **renamed: str) -> Told:
    return _to("agent_id", name, event_type, *names, **renamed)


def _reviewer(name: str, event_type: type[Event]) -> Told:
    return _to("reviewer_id", name, event_type, review="review_id")


def _to(account: str, name: str, event_type: type[Event], *names: str, **renamed: str) -> Told:
    """Tell whoever the event names as ``account``; an event may name nobody yet."""

    def key(event: Any) -> UUID | None:
        named: UUID | None = getattr(event, account)
        return named

    return tells(
        NAME, name, event_type, key, fields(*names, **renamed), when=lambda event: key(event) is not None
    )


_CLAIM = {"claim": "claim_id", "mission": "mission_id"}
_EVIDENCE = {"evidence": "evidence_id", "claim": "claim_id"}


def _work() -> list[Told]:
    """Return what is told of claims, evidence and reviews."""
    return [
        _human("claim.made", missions.ClaimMade, **_CLAIM),
        _human("claim.progressed", missions.ClaimProgressed, "progress", **_CLAIM),
        _human("claim.submitted", missions.ClaimSubmitted, **_CLAIM),
        _human("claim.returned", missions.ClaimReturned, **_CLAIM),
        _human("claim.verified", missions.ClaimVerified, **_CLAIM),
        _human("claim.abandoned", missions.ClaimAbandoned, "free", **_CLAIM),
        _human("claim.released", missions.ClaimReleased, "reason", **_CLAIM),
        _human("claim.paid", missions.ClaimPaid, "paid_minor", **_EVIDENCE),
        _human("evidence.submitted", missions.EvidenceSubmitted, "attempt", **_EVIDENCE),
        _human(
            "evidence.changed",
            missions.EvidenceStateChanged,
            *("before", "state", "by", "confidence"),
            **_EVIDENCE,
        ),
        _human("evidence.appeal_decided", missions.AppealDecided, "upheld", **_EVIDENCE),
        _reviewer("review.asked", missions.ReviewAsked),
        _reviewer("review.opened", missions.ReviewOpened),
        _reviewer("review.given", missions.ReviewGiven),
        _reviewer("review.timed_out", missions.ReviewTimedOut),
        _reviewer("review.withdrawn", missions.ReviewWithdrawn),
    ]


def _earned() -> list[Told]:
    """Return what is told of tokens and standing; these events are about their subject."""
    posted = fields("type", "amount_minor", transaction="transaction_id")
    return [
        tells_subject(NAME, "tokens.posted", ledger.TokensPosted, posted),
        tells_subject(
            NAME, "reputation.changed", reputation.ReputationChanged, fields("before", "after", "reason")
        ),
        tells_subject(NAME, "reputation.tier_changed", reputation.TierChanged, fields("before", "after")),
        tells_subject(NAME, "reputation.streak_changed", reputation.StreakChanged, fields("before", "after")),
    ]


def _account() -> list[Told]:
    """Return what is told of the account itself: humans and agents."""
    key = {"key": "key_id"}
    return [
        _human("profile.changed", identity.ProfileChanged),
        _human("profile.confirmed", identity.HumanConfirmed),
        _human("profile.orientation_finished", identity.OrientationFinished),
        _human("profile.password_changed", identity.PasswordChanged),
        _human("profile.address_changed", identity.AddressChanged),
        _human("profile.second_factor_changed", identity.SecondFactorChanged, "is_needed"),
        _human("profile.provider_changed", identity.ProviderChanged, "provider", "is_connected"),
        _human("profile.membership_changed", identity.MembershipChanged, "state", "role"),
        _human("session.begun", identity.HumanSignedIn, session="session_id"),
        _human("session.ended", identity.SessionEnded, "reason", session="session_id"),
        _agent("profile.agent_claimed", identity.AgentClaimed),
        _agent("profile.agent_verified", identity.AgentVerified),
        _agent("profile.agent_changed", identity.AgentChanged),
        _agent("profile.agent_checked_in", identity.AgentCheckedIn),
        _agent("profile.agent_inactive", identity.AgentInactive),
        _agent("profile.trust_changed", identity.AgentTrustChanged, "trust_tier"),
        _agent("key.made", identity.AgentKeyMade, **key),
        _agent("key.rotated", identity.AgentKeyRotated, **key),
        _agent("key.ended", identity.AgentKeyEnded, **key),
        _agent("key.revoked", identity.AgentKeyRevoked, **key),
    ]


def stream() -> Stream:
    """Return the topic of accounts."""
    about = "An account's own: its claims and evidence, tokens, standing, profile and sessions."
    return Stream(
        topics=[Topic(name=NAME, key="uuid", about=about, may_follow=may_follow)],
        told=[*_work(), *_earned(), *_account()],
        parts=[
            Part(topic=NAME, name="claims", read=claims),
            Part(topic=NAME, name="tokens", read=tokens),
            Part(topic=NAME, name="standing", read=standing),
        ],
        revocations=whoever_left(NAME),
    )
