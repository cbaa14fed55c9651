"""What no story about circles walks: forms that do what routes of the API do, and what no topic shows."""

CIRCLE, PAGE = "/api/v1/circles/{circle_id:uuid}", "/circles/{circle_id:uuid}"
ACCOUNT = "{account_id:uuid}"
APPEAL, REPORT = "appeals/{appeal_id:uuid}/decision", "reports/{report_id:uuid}/decision"
INVITATION = "invitations/{invitation_id:uuid}"
MILESTONE = "milestones/{milestone_id:uuid}"
NOTE = "gratitude/{note_id:uuid}"
PARTY = "parties/{party_id:uuid}"
POST, THREAD = "posts/{post_id:uuid}", "threads/{thread_id:uuid}"
PROPOSAL = f"{CIRCLE}/proposals/{{proposal_id:uuid}}"
REACTION = f"{CIRCLE}/{POST}/reactions/{{reaction:str}}"
TOKEN = "/circles/invitations/{token:str}"

FORMS = {
    "POST /circles/new": "POST /api/v1/circles",
    f"POST {TOKEN}": f"POST /api/v1{TOKEN}",
    f"POST {PAGE}/settings": f"PATCH {CIRCLE}",
    f"POST {PAGE}/archive": f"POST {CIRCLE}/archive",
    f"POST {PAGE}/restore": f"POST {CIRCLE}/restore",
    f"POST {PAGE}/join": f"POST {CIRCLE}/members",
    f"POST {PAGE}/accept": f"POST {CIRCLE}/members",
    f"POST {PAGE}/decline": f"DELETE {CIRCLE}/me",
    f"POST {PAGE}/withdraw": f"DELETE {CIRCLE}/me",
    f"POST {PAGE}/leave": f"DELETE {CIRCLE}/me",
    f"POST {PAGE}/own": f"DELETE {CIRCLE}/{POST}",
    f"POST {PAGE}/me": f"PUT {CIRCLE}/me",
    f"POST {PAGE}/invite": f"POST {CIRCLE}/invitations",
    f"POST {PAGE}/{INVITATION}/withdraw": f"DELETE {CIRCLE}/{INVITATION}",
    f"POST {PAGE}/members/{ACCOUNT}/role": f"PATCH {CIRCLE}/members/{ACCOUNT}",
    f"POST {PAGE}/members/{ACCOUNT}/remove": f"POST {CIRCLE}/members/{ACCOUNT}/remove",
    f"POST {PAGE}/members/{ACCOUNT}/owner": f"POST {CIRCLE}/owner",
    f"POST {PAGE}/members/{ACCOUNT}/ban": f"POST {CIRCLE}/bans",
    f"POST {PAGE}/bans": f"POST {CIRCLE}/bans",
    f"POST {PAGE}/bans/{ACCOUNT}/lift": f"DELETE {CIRCLE}/bans/{ACCOUNT}",
    f"POST {PAGE}/new": f"POST {CIRCLE}/threads",
    f"POST {PAGE}/{THREAD}": f"POST {CIRCLE}/{THREAD}/posts",
    f"POST {PAGE}/{THREAD}/marks": f"PATCH {CIRCLE}/{THREAD}",
    f"POST {PAGE}/{POST}/edit": f"PATCH {CIRCLE}/{POST}",
    f"POST {PAGE}/{POST}/delete": f"DELETE {CIRCLE}/{POST}",
    f"POST {PAGE}/{POST}/hide": f"POST {CIRCLE}/{POST}/hide",
    f"POST {PAGE}/{POST}/show": f"POST {CIRCLE}/{POST}/show",
    f"POST {PAGE}/{POST}/approve": f"POST {CIRCLE}/{POST}/approve",
    f"POST {PAGE}/{POST}/report": f"POST {CIRCLE}/{POST}/reports",
    f"POST {PAGE}/read": f"PUT {CIRCLE}/read",
    f"POST {PAGE}/{REPORT}": f"POST {CIRCLE}/{REPORT}",
    f"POST {PAGE}/appeal": f"POST {CIRCLE}/appeals",
    f"POST {PAGE}/{APPEAL}": f"POST {CIRCLE}/{APPEAL}",
    f"POST {PAGE}/board/propose": f"POST {CIRCLE}/proposals",
    f"POST {PAGE}/parties": f"POST {CIRCLE}/parties",
    f"POST {PAGE}/milestones": f"POST {CIRCLE}/milestones",
    f"POST {PAGE}/{MILESTONE}/drop": f"DELETE {CIRCLE}/{MILESTONE}",
    f"POST {PAGE}/gratitude": f"POST {CIRCLE}/gratitude",
    f"POST {PAGE}/{NOTE}/delete": f"DELETE {CIRCLE}/{NOTE}",
}
"""Forms of pages, and the route of the API whose rules they call."""

FORMS_OF_MANY = {
    f"POST {PAGE}/requests/{ACCOUNT}": (
        f"POST {CIRCLE}/requests/{ACCOUNT}/approve",
        f"POST {CIRCLE}/requests/{ACCOUNT}/decline",
    ),
    f"POST {PAGE}/{POST}/react": (f"PUT {REACTION}", f"DELETE {REACTION}"),
    f"POST {PAGE}/board/{{proposal_id:uuid}}/{{act:str}}": (
        *(f"{method} {PROPOSAL}/vote" for method in ("POST", "DELETE")),
        *(f"POST {PROPOSAL}/{act}" for act in ("adopt", "decline", "withdraw")),
    ),
    f"POST {PAGE}/{PARTY}/{{act:str}}": (
        *(f"{method} {CIRCLE}/{PARTY}/me" for method in ("POST", "DELETE")),
        *(f"POST {CIRCLE}/{PARTY}/{act}" for act in ("claim", "cancel")),
        f"DELETE {CIRCLE}/{PARTY}/buddies/{{human_id:uuid}}",
    ),
}
"""Forms whose buttons call the rules of several routes."""

_FILES = "files that stand by posts are no state of a topic; a post is told as edited when they change"
_ATTACHMENT = f"{CIRCLE}/attachments/{{attachment_id:uuid}}"
EXEMPT = {
    "POST /circles/place": "a step on the map changes the form of a circle, and nothing that is shown",
    f"POST {PAGE}/{THREAD}/files": "it shows the form of a reply again, with fields for files",
    **dict.fromkeys((f"POST {CIRCLE}/attachments", f"PATCH {_ATTACHMENT}", f"DELETE {_ATTACHMENT}"), _FILES),
}
"""Routes that change nothing a topic shows, and why."""
