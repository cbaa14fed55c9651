## The pages of admins

switchboard-plugins = Plugins
switchboard-lead =
    { $count ->
        [one] One plugin is installed. You can switch it while the app runs.
       *[other] { $count } plugins are installed. What is not required can be switched off and on while the app runs.
    }
switchboard-attention =
    { $count ->
        [one] One plugin does not run
       *[other] { $count } plugins do not run
    }
switchboard-group-attention = Needs attention
switchboard-group-off = Switched off
switchboard-group-running = Running
switchboard-state-found = Found
switchboard-state-incompatible = Not compatible
switchboard-state-missing-dependency = Something is missing
switchboard-state-failed-import = Cannot be loaded
switchboard-state-failed-setup = Failed to start
switchboard-state-disabled = Switched off
switchboard-state-running = Running
switchboard-required = required
switchboard-by-organisation = by organisation
switchboard-reason = Why:
switchboard-deployment = In this deployment
switchboard-required-hint = The app cannot run without this plugin, so it stays on.
switchboard-broken-hint = It did not start, so there is nothing to switch. Correct what is said above, then start the app again.
switchboard-on-hint = It is on for everyone. Before it goes off, you see what goes with it.
switchboard-off-hint = It is off for everyone. Its data are kept, and what was queued goes on when it is on again.
switchboard-off-with = It is off with { $plugins }, which it requires.
switchboard-switch-on = Switch on
switchboard-switch-off = Switch off
switchboard-switch-on-named = Switch on { $plugin }
switchboard-switch-off-named = Switch off { $plugin }
switchboard-cancel = Leave it as it is
switchboard-followed = Processes that follow
switchboard-followed-count = { $followed } of { $total }
switchboard-late = { $role }, process { $pid } on { $host }, has not followed yet
switchboard-under-way = Still under way
switchboard-parked = Waits until it is on
switchboard-parked-count =
    { $tasks ->
        [one] One task
       *[other] { $tasks } tasks
    }, { $events ->
        [one] one event
       *[other] { $events } events
    }
switchboard-organisations = For organisations
switchboard-organisations-hint = Owners switch it on for their organisation once it is offered to them.
switchboard-organisation = Organisation
switchboard-offered-to-all = Offered to every organisation.
switchboard-offered-to-some = Not offered to every organisation.
switchboard-offer-all = Offer it to all
switchboard-withdraw-all = Withdraw
switchboard-offer = Offer it
switchboard-withdraw = Withdraw the offer
switchboard-slug = Offer it to one organisation
switchboard-slug-hint = The last part of the address of its page, such as clear-water.
switchboard-no-organisation = There is no organisation with this name in its address.
switchboard-is-on = On
switchboard-is-off = Off
switchboard-is-offered = Offered
switchboard-about = About this plugin
switchboard-id = Id
switchboard-version = Version
switchboard-start = Its start took
switchboard-seconds = { $seconds } s
switchboard-requires = Requires
switchboard-required-by = Required by
switchboard-capabilities = May use
switchboard-none = nothing of the kernel
switchboard-locales = Languages
switchboard-hooks =
    { $count ->
        [one] One hook
       *[other] { $count } hooks
    }

switchboard-uses = At work
switchboard-uses-hint = Counted in all processes together since each was started. What keeps failing is left out for half a minute at a time, unless the app cannot do without it.
switchboard-uses-none = Its code has not been called yet.
switchboard-uses-hook = Hook
switchboard-uses-routes = API
switchboard-uses-pages = Pages
switchboard-uses-slots = Places on pages of others
switchboard-uses-handlers = Handlers of events
switchboard-uses-tasks = Tasks
switchboard-uses-calls = Calls
switchboard-uses-failures = Failures
switchboard-uses-half = Half within
switchboard-uses-most = 95 % within
switchboard-uses-tripped = left out
switchboard-milliseconds = { $milliseconds } ms

## Before a switch

switchboard-confirm-on = Switch on { $plugin }?
switchboard-confirm-off = Switch off { $plugin }?
switchboard-follow-off =
    { $count ->
        [one] { $plugins } requires it and goes off too.
       *[other] These require it and go off too: { $plugins }.
    }
switchboard-follow-on =
    { $count ->
        [one] { $plugins } requires it and comes back too.
       *[other] These require it and come back too: { $plugins }.
    }
switchboard-effect-routes = Its pages, links and API answer “not found” within a second, in every process.
switchboard-effect-under-way = Requests and tasks under way are finished.
switchboard-effect-work = Queued tasks and events wait, and go on when it is on again.
switchboard-effect-data = Its data stay as they are.

## The page of owners

switchboard-own = Plugins of your organisation
switchboard-own-lead = What you switch on here is there for the members of your organisation, and for nobody else.
switchboard-own-open = Choose plugins
switchboard-by-admins = Switched by the admins of this platform.
switchboard-nothing-offered = Nothing is offered yet
switchboard-nothing-offered-hint = When the admins of this platform offer your organisation a plugin, you find it here.

## Told once

switchboard-flash-on = It is switched on.
switchboard-flash-off = It is switched off.
switchboard-flash-offered = It is offered.
switchboard-flash-withdrawn = The offer is withdrawn. Where it is on, it stays on.

## Refusals

switchboard-problem-plugin-required-title = This plugin stays on
switchboard-problem-plugin-required-detail = The app cannot run without { $plugins }.
switchboard-problem-plugin-not-running-title = This plugin did not start
switchboard-problem-plugin-not-running-detail = { $plugins } did not start, so there is nothing to switch: correct its reason, then start the app again.
switchboard-problem-plugin-needs-others-title = It requires a plugin that is off
switchboard-problem-plugin-needs-others-detail = Switch on { $plugins } first.
switchboard-problem-plugin-scope-title = It is not switched by organisations
switchboard-problem-plugin-scope-detail = { $plugins } is switched for the whole deployment: leave out the organisation.
switchboard-problem-plugin-has-dependants-title = Other plugins go with it
switchboard-problem-plugin-has-dependants-detail = { $plugins } would follow. Send with_dependants as true to accept that.
