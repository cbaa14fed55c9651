### The inbox, the settings and the ledger of notifications.

notifications-title = Notifications
notifications-lead = What happened that concerns you. Nothing here is shown to anybody else.
notifications-tab-inbox = Inbox
notifications-tab-settings = What to tell you
notifications-tab-ledger = Sent and skipped
notifications-tabs = Parts of notifications

notifications-bell = Notifications
notifications-bell-unread =
    { $count ->
        [one] { $count } unread notification
       *[other] { $count } unread notifications
    }
notifications-bell-none = No unread notifications
notifications-bell-template-one = %s unread notification
notifications-bell-template-many = %s unread notifications
notifications-bell-template-other = %s unread notifications

notifications-filter = Filter
notifications-filter-show = Show
notifications-filter-inbox = Everything in the inbox
notifications-filter-unread = Unread only
notifications-filter-archived = Archive
notifications-filter-kind = About
notifications-filter-kind-any = Everything
notifications-filter-apply = Show

notifications-unread = Unread
notifications-grouped =
    { $count ->
        [one] { $count } notification
       *[other] { $count } notifications
    }
notifications-read = Mark as read
notifications-read-of = Mark as read: { $title }
notifications-archive = Archive
notifications-archive-of = Archive: { $title }
notifications-read-all = Mark all as read
notifications-archive-all = Archive what is read
notifications-open-of = Open: { $title }

notifications-why = Why do I get this?
notifications-why-of = Why do I get this: { $title }
notifications-why-default = You are told of “{ $kind }” because that is on for everybody until they choose otherwise.
notifications-why-chosen = You are told of “{ $kind }” because you turned that on.
notifications-why-fixed = You are told of “{ $kind }” because it concerns the safety or the terms of your account. It cannot be turned off.
notifications-why-settings = Choose what to hear of
notifications-mute = Tell me nothing more about this
notifications-mute-hint = Only this one thing goes silent. You can undo that in the settings.

notifications-gone = What this was about is no longer there, or not open to you any more.
notifications-kind-gone = Something that was removed
notifications-empty = Nothing to tell
notifications-empty-hint = When something happens that concerns you, it appears here.
notifications-empty-filtered = Nothing fits
notifications-empty-filtered-hint = No notification fits these filters.
notifications-show-all = Show everything

notifications-flash-read = Marked as read.
notifications-flash-archived = Moved to the archive.
notifications-flash-muted = You hear nothing more about this.
notifications-flash-unmuted = You hear about this again.
notifications-flash-choices = Your choices hold from now on.
notifications-flash-times = Your hours hold from now on.

## Settings

notifications-settings-title = What to tell you
notifications-settings-lead = Choose for each kind whether it comes to your inbox here, and whether we write to you.
notifications-settings-kinds = By kind
notifications-audience-human = For you
notifications-audience-partner = For your organisations
notifications-audience-admin = For administrators
notifications-audience-agent = For agents
notifications-settings-kind = Kind
notifications-channel-in-app = Inbox
notifications-channel-email = E-mail
notifications-channel-agent = Inbox of the agent
notifications-settings-in-app-of = In the inbox: { $kind }
notifications-settings-email-of = By e-mail: { $kind }
notifications-choice-now = At once
notifications-choice-digest = In the digest
notifications-choice-never = Not at all
notifications-fixed = Always
notifications-fixed-hint = Kinds marked “always” protect your account or its terms, so they cannot be turned off.
notifications-settings-save = Save choices

notifications-times = Hours and digests
notifications-times-lead =
    { $zone ->
        [none] Your profile has no time zone, so the hours are those of UTC.
       *[other] The hours are those of your time zone, { $zone }.
    }
notifications-times-profile = Change the time zone in your profile
notifications-quiet-from = Quiet from
notifications-quiet-to = Quiet until
notifications-quiet-hint = E-mail that comes up meanwhile waits and arrives as one message. What is urgent does not wait. The same time twice means no quiet hours.
notifications-digest = Digest
notifications-digest-daily = Every day
notifications-digest-weekly = Every Monday
notifications-digest-none = No digest
notifications-digest-hour = Digest at
notifications-near = New missions near you
notifications-near-hint = Where you are is taken from your profile and shown to nobody.
notifications-near-off = Do not tell me
notifications-near-within = Within { $distance }
notifications-near-domains = Only of these domains
notifications-near-domains-hint = Choose none to hear of all.
notifications-times-save = Save hours

notifications-mutes = Muted
notifications-mutes-none = You have muted nothing. You can mute one mission, problem or circle from a notification about it.
notifications-mutes-unmute = Unmute
notifications-mutes-unmute-of = Unmute: { $title }
notifications-mutes-since = Muted { $when }

## Ledger

notifications-ledger-title = Sent and skipped
notifications-ledger-lead = Everything that was decided about telling you something: what was sent and when, and why something was not.
notifications-ledger-channel = Way
notifications-ledger-state = Outcome
notifications-ledger-any = All
notifications-ledger-when = When
notifications-ledger-what = What
notifications-ledger-due = Due { $when }
notifications-ledger-sent = Sent { $when }
notifications-ledger-empty = Nothing was decided yet
notifications-state-delivered = Delivered
notifications-state-skipped = Not sent
notifications-state-queued = On its way
notifications-state-held = Waiting
notifications-state-digest = For the digest
notifications-state-handing = Being sent
notifications-state-sent = Sent
notifications-state-unknown = Perhaps sent
notifications-state-failed = Failed
notifications-reason-account-closed = The account is closed.
notifications-reason-account-suspended = The account is suspended.
notifications-reason-muted = You muted what it is about.
notifications-reason-turned-off = You turned this off.
notifications-reason-off-by-default = This is off unless you turn it on.
notifications-reason-no-digest = You have no digest.
notifications-reason-digest = It comes with your next digest.
notifications-reason-quiet-hours = It waits for the end of your quiet hours.
notifications-reason-other = It could not be sent ({ $code }).
notifications-reason-bad-address = There is something wrong with your address: the mail server does not take it.
notifications-reason-refused = The mail server refused it.
notifications-reason-gave-up = The mail server did not take it for days, so we gave up.
notifications-reason-not-prepared = It could not be prepared.
notifications-reason-read = You had read it here before.
notifications-reason-gone = What it was about was no longer there.
notifications-reason-template-error = Its words could not be put together.
notifications-reason-answer-lost = The mail server's answer was lost, so it may have arrived. It is not sent twice.
notifications-reason-bounced = Your mail server returned it.
notifications-reason-no-address = There is no confirmed address to write to.
notifications-reason-suppressed = Your address returned mail before, so nothing is sent there.
notifications-reason-suppressed-bulk = You reported mail like this as unwanted, so it is not sent.
