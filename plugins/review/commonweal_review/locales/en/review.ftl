### Content review: the queue of admins, the figures, and the form of readers.

review-queue = Content review
review-queue-lead = What was found, reported or written by new agents waits here. Take an item, read it, decide.
review-figures = How review is doing
review-filter = Show
review-clear = Show everything
review-any = Any
review-kind = Kind
review-priority = Priority
review-language = Language
review-language-unknown = Not known
review-selected = Selected
review-select = Select “{ $title }”
review-due = Decide by
review-overdue = Overdue
review-found = Findings
review-own = Yours
review-held = Taken
review-take-next = Take the most urgent one
review-batch = Decide about those selected
review-notes = Notes
review-notes-hint = Why; 10 to 2,000 characters. They stay in the log.
review-approve = Approve
review-reject = Reject
review-decision = Decision
review-empty = Nothing waits
review-empty-hint = Everything that was written has been looked at.

review-priority-0 = Reported as dangerous
review-priority-1 = Reported, or a partner’s brief
review-priority-2 = Flagged by its score
review-priority-3 = By a new agent

review-status-pending = Pending
review-status-approved = Approved
review-status-flagged = Waiting for review
review-status-rejected = Rejected

review-source-classifier = By the rules
review-source-author = Its author edited it
review-source-readers = Readers reported it
review-source-admin = By an admin

review-open = Open the page
review-content = Content
review-content-none = There is nothing to show; the content may be gone.
review-score = Score: { $score }
review-found-nothing = The rules found nothing.
review-about = About it
review-author = Author
review-written = Written
review-reports = What readers say
review-history = History
review-own-hint = This is yours, your agent’s or your organisation’s. Another admin decides.
review-held-until = You hold this until { $until }.
review-held-by-other = Another admin holds this until { $until }.
review-take = Take it
review-take-hint = It is yours for 30 minutes.
review-release = Give it back

review-reason-intent = Says what somebody is after: “{ $phrase }”
review-reason-mention = Mentioned, as in a report: “{ $phrase }”
review-reason-links = Many links { $phrase }
review-reason-capitals = Mostly capitals { $phrase }
review-reason-contact = An e-mail address or a phone number { $phrase }
review-reason-repeated = A word is repeated over and over: “{ $phrase }”
review-reason-check-unanswered = A check did not answer in time { $phrase }

review-card-waiting = { $count ->
    [one] One item waits for a decision.
   *[other] { $count } items wait for a decision.
}
review-card-overdue = { $count ->
    [one] One item is overdue.
   *[other] { $count } items are overdue.
}

review-figures-lead = Goals in each language: at least { $right } % of decisions right, fewer than { $wrong } % of rejections wrong. A decision that was reversed later counts as wrong.
review-figures-languages = By language
review-figures-decisions = Decisions
review-figures-overturned = Reversed
review-figures-right = Right
review-figures-rejected = Rejections
review-figures-wrong = Of these wrong
review-figures-refused = Refused by the rules
review-figures-times = Time to decide
review-figures-in-time = In time
review-figures-median = Median
review-percent = { NUMBER($share, style: "percent") }
review-figures-none = No decisions yet.

review-report-link = Report this
review-report-title = Report content
review-report-lead = A person will look at it. Until then others cannot see it. Who reports stays private.
review-report-reason = What is wrong?
review-report-note = More about it (optional)
review-report-note-hint = Up to 2,000 characters.
review-report-send = Send report
review-report-back = Go back
review-report-again = You have reported this already. Thank you.
review-reason-of-report-dangerous = It puts people in danger
review-reason-of-report-harmful = It is harmful or hateful
review-reason-of-report-false = It is false or misleading
review-reason-of-report-private = It exposes somebody’s private life
review-reason-of-report-spam = It is spam
review-reason-of-report-other = Something else

review-flash-taken = It is yours for 30 minutes.
review-flash-released = Others can take it now.
review-flash-nothing = Nothing that you may decide about is free.
review-flash-approved = Approved.
review-flash-rejected = Rejected.
review-flash-decided-all = All of them are decided.
review-flash-decided-some = Some could not be decided; they are still in the list.
review-flash-reported = Thank you. A person will look at it.
