### Organisations, their members, and service tokens.

identity-organisations = Your organisations
identity-organisations-none = You belong to no organisation yet
identity-organisations-none-hint = When an organisation invites you, the invitation appears here.
identity-organisation = Organisation
identity-organisation-read = Read about it
identity-organisation-suspended = This organisation is suspended. Its pages can be read, but nobody can act for it.
identity-organisation-members-count =
    { $count ->
        [one] { $count } member
       *[other] { $count } members
    }
identity-organisation-since = Here since { $date }
identity-organisation-leave = Leave this organisation
identity-organisation-words = What others read
identity-organisation-name = Name
identity-organisation-about = What you do
identity-organisation-website = Website
identity-members = Members
identity-member = Member
identity-member-remove = Remove
identity-your-role = Your role is { $role }: { $hint }
identity-role = Role
identity-role-of = Role of { $name }
identity-role-owner = Owner
identity-role-owner-hint = does everything, with members, billing and closing.
identity-role-manager = Manager
identity-role-manager-hint = looks after briefs, missions, sponsor pools and the members below.
identity-role-verifier = Verifier
identity-role-verifier-hint = gives the organisation’s verdict on evidence.
identity-role-viewer = Viewer
identity-role-viewer-hint = reads pages and reports.
identity-membership-invited = Invited
identity-membership-active = Member
identity-membership-ended = Ended
identity-state = State
identity-state-active = Active
identity-state-suspended = Suspended
identity-state-deactivated = Closed
identity-actions = What you can do
identity-change = Change
identity-save = Save
identity-invite = Invite someone
identity-invite-hint = They get a mail and answer on their own page. You see their name once they accept.
identity-invite-send = Send the invitation
identity-invite-conflict = There is an open invitation to this address already.
identity-invited-to = { $organisation } invites you
identity-invitation-accept = Accept
identity-invitation-decline = Decline
identity-invitation-withdraw = Withdraw
identity-invitation-subject = { $organisation } invites you on Commonweal
identity-invitation-text =
    Hello,

    { $organisation } invites you to join on Commonweal. Your role would be: { $role }.

    To accept or decline, sign in with this address and open “Your organisations” in your account. If you have no account yet, register with this address first.

    If you do not know this organisation, you need not do anything.
identity-last-owner = An organisation needs at least one owner. Make someone else an owner first.
identity-field-slug-taken = This address is taken. Choose another.
identity-tokens = Service tokens
identity-tokens-hint = A program that acts for you sends such a token as “Authorization: Bearer”. Give each program its own, with only what it needs.
identity-token-name = What it is for
identity-token-name-hint = For example: nightly export of members
identity-token-scopes = What it may do
identity-token-dates = Dates
identity-token-days = Days until it ends
identity-token-make = Make a token
identity-token-made = Your new token
identity-token-made-hint = Copy it now: it is shown this once only. Keep it as you keep a password.
identity-token-made-by = made by { $name } on { $date }
identity-token-until = works until { $date }
identity-token-used = last used { $date }
identity-token-unused = never used
identity-token-revoke = Revoke
identity-token-revoked = Revoked
identity-token-expired = Expired
identity-token-too-many = There are 20 working tokens already. Revoke one that is no longer needed.
identity-scope-identity-organisations-read = Read the organisation’s members
identity-scope-identity-audit-read = Read the audit log
identity-scope-switchboard-plugins-read = Read the state of the plugins
identity-scope-vectors-indexes-read = Read how the indexes of the search fare
identity-flash-organisation-accepted = Welcome! You are a member now.
identity-flash-organisation-declined = You declined the invitation.
identity-flash-organisation-invited = The invitation is on its way.
identity-flash-organisation-saved = Saved.
identity-flash-organisation-role = The role is changed.
identity-flash-organisation-removed = Done: this membership or invitation has ended.
identity-flash-organisation-left = You have left the organisation.
identity-flash-organisation-revoked = The token works no longer.
identity-organisation-close = Close this organisation
identity-organisation-close-hint = It is closed for good: all memberships end, service tokens stop working, and its page disappears.
identity-organisation-close-name = To confirm, type its name: { $name }
identity-organisation-close-wrong = This is not its name.
identity-organisation-close-submit = Close it for good
identity-flash-organisation-closed = The organisation is closed.
