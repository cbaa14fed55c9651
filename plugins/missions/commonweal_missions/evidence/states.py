"""The states of evidence and of a peer's review (DOMAIN §8.1, §8.3); tests compare with the tables."""

from commonweal import StateMachine, Transition

EVIDENCE = StateMachine(
    name="missions.evidence",
    initial="pending",
    transitions=(
        Transition("pending", "checking", "stored; the check begins"),
        Transition("pending", "verified", "verdict of the partner"),
        Transition("pending", "rejected", "verdict of the partner"),
        Transition("checking", "verified", "0.80 or more and peers not always asked, or the partner"),
        Transition("checking", "peer_review", "0.50 or more otherwise, or the check failed to answer"),
        Transition("checking", "rejected", "below 0.50, or verdict of the partner"),
        Transition("peer_review", "verified", "all reviews are in, or verdict of the partner"),
        Transition("peer_review", "rejected", "all reviews are in, or verdict of the partner"),
        Transition("peer_review", "admin_review", "reviewers are lacking"),
        Transition("rejected", "appealed", "the submitter appeals"),
        Transition("appealed", "admin_review", "an admin takes it"),
        Transition("admin_review", "verified", "the admin decides"),
        Transition("admin_review", "rejected", "the admin decides; final"),
    ),
)

_WITHDRAWN = "the evidence is decided otherwise, or the reviewer is no stranger any more"
PEER_REVIEW = StateMachine(
    name="missions.peer_review",
    initial="asked",
    transitions=(
        Transition("asked", "opened", "the reviewer looks at the evidence"),
        Transition("opened", "given", "the verdict, 30 s after opening at the earliest"),
        Transition("asked", "timed_out", "48 h have passed"),
        Transition("opened", "timed_out", "48 h have passed"),
        Transition("asked", "withdrawn", _WITHDRAWN),
        Transition("opened", "withdrawn", _WITHDRAWN),
    ),
)
