"""What no story walks: forms that do what a route of the API does, and what changes nothing to follow."""

ACCOUNTS = "/api/v1/identity/accounts/{account_id:uuid}"
AGENTS = "/api/v1/identity/agents"
AGENT = f"{AGENTS}/{{agent:str}}"
KEY = "{key_id:uuid}"
ORGANISATION = "/api/v1/identity/organisations/{slug:str}"
MEMBER = "{membership_id:uuid}"
MISSIONS, PROBLEMS = "/api/v1/missions", "/api/v1/problems"
REVIEW = "/api/v1/review"
CLAIM = "claims/{claim_id:uuid}"
MISSION = f"{MISSIONS}/{{mission_id:uuid}}"
EVIDENCE = "evidence/{evidence_id:uuid}"
PEER = "reviews/{review_id:uuid}"
SOLUTION = "solutions/{solution_id:uuid}"
TEXT = "translations/{locale:str}"

FORMS = {
    "POST /admin/accounts/{account_id:uuid}/password-reset": f"POST {ACCOUNTS}/password-reset",
    "POST /admin/accounts/{account_id:uuid}/rate": f"PUT {ACCOUNTS}/rate",
    "POST /admin/accounts/{account_id:uuid}/restore": f"POST {ACCOUNTS}/restoration",
    "POST /admin/accounts/{account_id:uuid}/suspend": f"POST {ACCOUNTS}/suspension",
    "POST /admin/accounts/{account_id:uuid}/verify": f"POST {ACCOUNTS}/verification",
    "POST /admin/limits": "POST /api/v1/identity/penalties/lifting",
    "POST /admin/organisations": "POST /api/v1/identity/organisations",
    "POST /admin/service-tokens": "POST /api/v1/identity/service-tokens",
    "POST /admin/service-tokens/{token_id:uuid}/revoke": (
        "DELETE /api/v1/identity/service-tokens/{token_id:uuid}"
    ),
    "POST /account/agents/{agent:str}/code": f"POST {AGENT}/code",
    "POST /account/agents/{agent:str}/give-up": f"DELETE {AGENT}",
    "POST /account/agents/{agent:str}/heartbeat-key": f"PUT {AGENT}/heartbeat-key",
    "POST /account/agents/{agent:str}/keys": f"POST {AGENT}/keys",
    f"POST /account/agents/{{agent:str}}/keys/{KEY}/revoke": f"DELETE {AGENT}/keys/{KEY}",
    f"POST /account/agents/{{agent:str}}/keys/{KEY}/rotate": f"POST {AGENT}/keys/{KEY}/rotation",
    "POST /account/agents/{agent:str}/owner": f"POST {AGENT}/owner",
    "POST /account/agents/{agent:str}/verification": f"POST {AGENT}/verification",
    "POST /account/agents/{agent:str}/words": f"PATCH {AGENT}",
    "POST /account/profile": "PATCH /api/v1/identity/me",
    "POST /account/sessions/others/end": "DELETE /api/v1/identity/sessions",
    "POST /account/sessions/{session_id:uuid}/end": "DELETE /api/v1/identity/sessions/{session_id:uuid}",
    f"POST /organisations/invitations/{MEMBER}": f"POST /api/v1/identity/invitations/{MEMBER}",
    "POST /organisations/{slug:str}/close": f"DELETE {ORGANISATION}",
    "POST /organisations/{slug:str}/invite": f"POST {ORGANISATION}/invitations",
    "POST /organisations/{slug:str}/leave": f"DELETE {ORGANISATION}/membership",
    f"POST /organisations/{{slug:str}}/members/{MEMBER}/end": f"DELETE {ORGANISATION}/members/{MEMBER}",
    f"POST /organisations/{{slug:str}}/members/{MEMBER}/role": f"PATCH {ORGANISATION}/members/{MEMBER}",
    "POST /organisations/{slug:str}/tokens": f"POST {ORGANISATION}/tokens",
    "POST /organisations/{slug:str}/tokens/{token_id:uuid}/revoke": (
        f"DELETE {ORGANISATION}/tokens/{{token_id:uuid}}"
    ),
    "POST /organisations/{slug:str}/words": f"PATCH {ORGANISATION}",
    "POST /orientation/{step:int}": "POST /api/v1/identity/orientation",
    "POST /admin/ledger/audits": "POST /api/v1/ledger/verify",
    f"POST /admin/{EVIDENCE}/decision": f"POST {MISSIONS}/{EVIDENCE}/decision",
    f"POST /admin/{EVIDENCE}/take": f"POST {MISSIONS}/{EVIDENCE}/take",
    "POST /admin/mission-templates": f"POST {MISSIONS}/templates",
    "POST /admin/mission-templates/{template_id:uuid}/remove": (
        f"DELETE {MISSIONS}/templates/{{template_id:uuid}}"
    ),
    f"POST /{CLAIM}/evidence": f"POST {MISSIONS}/{CLAIM}/evidence",
    f"POST /{CLAIM}/files/{{file_id:uuid}}/remove": f"DELETE {MISSIONS}/{CLAIM}/files/{{file_id:uuid}}",
    f"POST /{CLAIM}/give-up": f"DELETE {MISSIONS}/{CLAIM}",
    f"POST /{CLAIM}/progress": f"PATCH {MISSIONS}/{CLAIM}",
    f"POST /{EVIDENCE}/appeal": f"POST {MISSIONS}/{EVIDENCE}/appeal",
    "POST /missions/new": f"POST {MISSIONS}",
    "POST /missions/{mission_id:uuid}/archive": f"POST {MISSION}/archive",
    "POST /missions/{mission_id:uuid}/claim": f"POST {MISSION}/claims",
    "POST /missions/{mission_id:uuid}/edit": f"PATCH {MISSION}",
    f"POST /missions/{{mission_id:uuid}}/{TEXT}": f"PUT {MISSION}/{TEXT}",
    f"POST /missions/{{mission_id:uuid}}/{TEXT}/check": f"POST {MISSION}/{TEXT}/check",
    f"POST /organisations/{{slug:str}}/{EVIDENCE}": f"POST {MISSIONS}/{EVIDENCE}/verdict",
    f"POST /{PEER}/opening": f"POST {MISSIONS}/{PEER}/opening",
    f"POST /{PEER}/verdict": f"POST {MISSIONS}/{PEER}/verdict",
    "POST /problems/{problem_id:uuid}/archive": f"POST {PROBLEMS}/{{problem_id:uuid}}/archive",
    "POST /problems/{problem_id:uuid}/upvote": f"PUT {PROBLEMS}/{{problem_id:uuid}}/upvote",
    f"POST /{SOLUTION}/abandon": f"POST {PROBLEMS}/{SOLUTION}/abandon",
    f"POST /{SOLUTION}/scores": f"PUT {PROBLEMS}/{SOLUTION}/scores",
    f"POST /{SOLUTION}/vote": f"POST {PROBLEMS}/{SOLUTION}/votes",
    "POST /people/{human_id:uuid}/endorse": "POST /api/v1/reputation/people/{human_id:uuid}/endorsements",
    "POST /people/{human_id:uuid}/endorse/revoke": (
        "DELETE /api/v1/reputation/people/{human_id:uuid}/endorsements"
    ),
    "POST /admin/review/batch": f"POST {REVIEW}/decisions",
    "POST /admin/review/next": f"POST {REVIEW}/queue/next",
    "POST /admin/review/{review_id:uuid}/decision": f"POST {REVIEW}/items/{{review_id:uuid}}/decision",
    "POST /admin/review/{review_id:uuid}/release": f"POST {REVIEW}/items/{{review_id:uuid}}/release",
    "POST /admin/review/{review_id:uuid}/take": f"POST {REVIEW}/items/{{review_id:uuid}}/take",
    "POST /report": f"POST {REVIEW}/reports",
    "POST /register": "POST /api/v1/identity/registrations",
    "POST /confirm": "POST /api/v1/identity/registrations/{registration_id:uuid}/confirmation",
    "POST /confirm/again": "POST /api/v1/identity/registrations/{registration_id:uuid}/code",
    "POST /forgotten": "POST /api/v1/identity/password-resets",
    "POST /reset": "POST /api/v1/identity/password-resets/{reset_id:uuid}/confirmation",
    "POST /reset/again": "POST /api/v1/identity/password-resets/{reset_id:uuid}/code",
    "POST /sign-in": "POST /api/v1/identity/tokens",
    "POST /sign-out": "DELETE /api/v1/identity/tokens",
}
"""Forms of pages, and the route of the API whose rules they call."""

_CREDENTIALS = "credentials and sessions are no state of a topic; their events are told in user:{id}"
_AGENT = "what an agent says of itself and who answers for it is no state of a topic; its events are told"
_ORGANISATION = "no topic of the base shows organisations and their members; the topic partner:{id} is to"
_ADMINS = "limits and tokens of programs are no state of a topic"
_PRESETS = "templates are presets for drafts, which no topic shows"
_READS = "it reads, and changes nothing that is shown"

EXEMPT = {
    **dict.fromkeys(
        (
            "POST /account/second-factor",
            "POST /account/second-factor/codes",
            "POST /account/second-factor/remove",
            "POST /account/security/address",
            "POST /account/security/address/confirm",
            "POST /account/security/connect/{provider:str}",
            "POST /account/security/disconnect/{provider:str}",
            "POST /account/security/password",
            "POST /register/finish",
            "POST /sign-in/second-step",
            f"POST {ACCOUNTS}/password-reset",
            f"POST {AGENT}/keys",
            f"DELETE {AGENT}/keys/{KEY}",
            f"POST {AGENT}/keys/{KEY}/rotation",
            "POST /api/v1/identity/password-resets",
            "POST /api/v1/identity/password-resets/{reset_id:uuid}/code",
            "POST /api/v1/identity/password-resets/{reset_id:uuid}/confirmation",
            "POST /api/v1/identity/registrations",
            "POST /api/v1/identity/registrations/{registration_id:uuid}/code",
            "POST /api/v1/identity/registrations/{registration_id:uuid}/confirmation",
            "DELETE /api/v1/identity/sessions",
            "DELETE /api/v1/identity/sessions/{session_id:uuid}",
            "DELETE /api/v1/identity/tokens",
            "POST /api/v1/identity/tokens",
            "POST /api/v1/identity/tokens/refresh",
        ),
        _CREDENTIALS,
    ),
    **dict.fromkeys(
        (
            "POST /account/agents",
            "POST /admin/accounts/{account_id:uuid}/owner",
            f"POST {ACCOUNTS}/verification",
            f"POST {AGENTS}",
            f"POST {AGENTS}/heartbeat",
            f"DELETE {AGENT}",
            f"PATCH {AGENT}",
            f"POST {AGENT}/code",
            f"PUT {AGENT}/heartbeat-key",
            f"POST {AGENT}/owner",
            f"POST {AGENT}/verification",
        ),
        _AGENT,
    ),
    **dict.fromkeys(
        (
            f"POST /api/v1/identity/invitations/{MEMBER}",
            "POST /api/v1/identity/organisations",
            f"DELETE {ORGANISATION}",
            f"PATCH {ORGANISATION}",
            f"POST {ORGANISATION}/invitations",
            f"DELETE {ORGANISATION}/members/{MEMBER}",
            f"PATCH {ORGANISATION}/members/{MEMBER}",
            f"DELETE {ORGANISATION}/membership",
            f"POST {ORGANISATION}/tokens",
            f"DELETE {ORGANISATION}/tokens/{{token_id:uuid}}",
        ),
        _ORGANISATION,
    ),
    **dict.fromkeys(
        (
            f"PUT {ACCOUNTS}/rate",
            "POST /api/v1/identity/penalties/lifting",
            "POST /api/v1/identity/service-tokens",
            "DELETE /api/v1/identity/service-tokens/{token_id:uuid}",
        ),
        _ADMINS,
    ),
    **dict.fromkeys(
        (f"POST {MISSIONS}/templates", f"DELETE {MISSIONS}/templates/{{template_id:uuid}}"), _PRESETS
    ),
    **dict.fromkeys((f"POST {PROBLEMS}/alike", "POST /api/v1/ledger/verify"), _READS),
}
"""Routes that change nothing a topic shows, and why."""
