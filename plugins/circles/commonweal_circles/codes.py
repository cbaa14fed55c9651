"""What can be wrong with what somebody does in a circle: the code of a refusal, and its HTTP status."""

CODES: dict[str, int] = {
    "circle_already_proposed": 409,
    "circle_archived": 409,
    "circle_banned": 403,
    "circle_full_of_invitations": 429,
    "circle_last_owner": 409,
    "circle_refunded": 409,
    "circle_invitation_over": 410,
    "circle_milestones_full": 409,
    "circle_party_alone": 409,
    "circle_party_full": 409,
    "circle_party_hindered": 409,
    "circle_party_other": 409,
    "circle_proposed_before": 409,
    "circle_slow_mode": 429,
    "circle_thread_locked": 409,
}
