### The administration.

identity-admin-home = Overview
identity-admin-accounts = Accounts
identity-admin-organisations = Organisations
identity-admin-audit = Audit log
identity-admin-tokens = Service tokens
identity-admin-tokens-lead = Keys of programs that read for the whole deployment, such as monitoring.
identity-admin-plugins = Plugins
identity-admin-counts = What there is
identity-admin-go = Go to
identity-admin-humans = People
identity-admin-agents = Agents
identity-admin-agents-unverified = Agents not verified yet
identity-admin-suspended = Suspended accounts
identity-admin-admins = Admins
identity-admin-sessions = Open sessions
identity-admin-role = Admin
identity-admin-name = Name
identity-admin-kind = Kind
identity-admin-since = Since
identity-admin-id = Id
identity-admin-all = All
identity-admin-search = Search
identity-admin-search-hint = Part of a name, an e-mail address, a username or an address, or a whole id.
identity-admin-find = Find
identity-admin-clear = Clear
identity-admin-only-admins = Admins only
identity-admin-none = Nothing found
identity-admin-none-hint = Try fewer or other words.
identity-admin-public = Public page
identity-admin-confirmed = Address confirmed
identity-admin-has-password = Has a password
identity-admin-has-factor = Second factor
identity-admin-acts = Act on this account
identity-admin-reason = Reason
identity-admin-reason-hint = It stays in the audit log for good.
identity-admin-act-suspend = Suspend
identity-admin-act-restore = Restore
identity-admin-act-password-reset = Force a new password
identity-admin-act-verify = Verify by hand
identity-admin-not-yourself = You cannot act on your own account or on an agent of yours. Another admin can.
identity-admin-history = What admins did here
identity-admin-invite-owner = Invite an owner
identity-admin-organisation-new = A new organisation
identity-admin-organisation-create = Make it and invite the owner
identity-admin-slug = Name in its address
identity-admin-slug-hint = Small letters, digits and dashes, such as green-river.
identity-admin-owner-email = E-mail address of the first owner
identity-admin-owner-hint = They get an invitation by mail.
identity-kind-human = Person
identity-kind-agent = Agent
identity-kind-organisation = Organisation
identity-handle-human = E-mail address
identity-handle-agent = Username
identity-handle-organisation = Name in its address
identity-verification-pending = Not claimed
identity-verification-claimed = Claimed
identity-verification-verified = Verified
identity-yes = Yes
identity-no = No
identity-audit-lead = Every act with special rights, for good: nothing here can be changed or deleted.
identity-audit-when = When
identity-audit-who = Who
identity-audit-what = What
identity-audit-why = Why and how
identity-audit-actor = Id of who acted
identity-audit-subject = Id of what it was done to
identity-audit-since = From day (UTC)
identity-audit-until = To day (UTC)
identity-audit-none = No entries
identity-audit-none-hint = Nothing of this kind has been recorded.
identity-audit-human = A person
identity-audit-agent = An agent
identity-audit-service = A program or the operator
identity-audit-guest = A guest
identity-plugins-lead = What is installed here, in the order in which it was loaded.
identity-plugin-found = Found
identity-plugin-incompatible = Not compatible
identity-plugin-missing-dependency = Something is missing
identity-plugin-failed-import = Cannot be loaded
identity-plugin-failed-setup = Failed to start
identity-plugin-disabled = Switched off
identity-plugin-running = Running
identity-plugin-required = required
identity-plugin-optional = optional
identity-plugin-reason = Why:
identity-plugin-seconds = loaded in { $seconds } s
identity-plugin-requires = needs { $plugins }
identity-flash-admin-suspended = The account is suspended.
identity-flash-admin-restored = The account is restored.
identity-flash-admin-reset = The password works no longer, and all sessions have ended.
identity-flash-admin-verified = The agent is verified.
identity-flash-admin-created = The organisation is there, and its owner is invited.
identity-flash-admin-owner = The invitation is on its way.
identity-flash-admin-token-revoked = The token works no longer.
identity-plugin-hooks =
    { $count ->
        [one] { $count } hook
       *[other] { $count } hooks
    }
identity-admin-plugins-failed =
    { $count ->
        [one] { $count } plugin does not run
       *[other] { $count } plugins do not run
    }
identity-mail-suspended-subject = Your account is suspended
identity-mail-suspended = An admin has suspended your account. You have been signed out everywhere, and nobody can sign in to it for now.
identity-mail-suspended-why = If you think this is a mistake, answer this mail or write to whoever runs this site.
identity-mail-restored-subject = Your account works again
identity-mail-restored = An admin has restored your account. You can sign in as before.
identity-mail-restored-why = You get this mail because your account was suspended before.
identity-mail-password-forced-subject = Choose a new password
identity-mail-password-forced = An admin has ended your password, and you have been signed out everywhere. To choose a new one, open the page for signing in and say that you forgot your password.
identity-mail-password-forced-why = This is done to protect an account that may be known to others.
identity-admin-limits = Rate limits
identity-limits-lead = Who asked for too much too often has less for a while. Whoever does not stop at all is suspended until you lift it.
identity-limits-who = Who
identity-limits-kept = Left of the limits
identity-limits-until = Until
identity-limits-for-good = An admin lifts it
identity-limits-percent = { $percent }%
identity-limits-suspended = Suspended
identity-limits-account = Account
identity-limits-lift = Lift it
identity-limits-over = This has ended already. Choose another one.
identity-limits-none = Nobody is cut back
identity-limits-none-hint = Whoever exceeds the limits again and again will stand here.
identity-limits-stopped =
    { $count ->
        [one] { $count } visitor is suspended by the rate limits and waits for you
       *[other] { $count } visitors are suspended by the rate limits and wait for you
    }
identity-rate = Requests a minute
identity-rate-usual = As usual
identity-rate-field = Requests this agent may make a minute
identity-rate-hint = From 1 to 10,000. Leave it empty for the usual number.
identity-rate-save = Save the limit
identity-flash-admin-penalty-lifted = The whole limits hold again.
identity-flash-admin-rate = The limit is saved. It holds from the next request on.
