# Keeping order in a circle: reports, the queue, appeals and the log.

circles-moderation-title = What waits for moderators
circles-moderation-lead = Reported posts, first posts and appeals. What you do here stands in the log.
circles-moderation-nothing = Nothing waits
circles-moderation-nothing-hint = When somebody reports a post or appeals, it appears here.
circles-moderation-reported = { $count ->
    [one] One reported post
   *[other] { $count } reported posts
}
circles-moderation-held = { $count ->
    [one] One first post waits
   *[other] { $count } first posts wait
}
circles-moderation-appeals = { $count ->
    [one] One appeal
   *[other] { $count } appeals
}
circles-hide-reason = Reason
circles-hide-reason-hint = Its author is told, and members see it in the log.
circles-report-uphold = Hide the post
circles-report-dismiss = Nothing is wrong
circles-post-approve = Let it through
circles-post-hide = Hide it

circles-report-title = Report a post
circles-report-lead = The moderators of this circle see what you write, not who you are.
circles-report-reason = What is wrong?
circles-report-text = What should moderators know?
circles-report-text-hint = Optional, up to 1,000 characters.
circles-report-send = Send the report
circles-report-back = Back
circles-report-danger = Is somebody in danger, or does the whole circle break the rules?
circles-report-platform = Report it to Commonweal
circles-reason-spam = Advertising or spam
circles-reason-off-topic = Not about this circle
circles-reason-insult = Insults somebody
circles-reason-privacy = Gives away something private
circles-reason-harmful = Could do harm
circles-reason-other = Something else

circles-appeal-title = Appeal
circles-appeal-lead-ban = You were banned from a circle. Say why that was wrong; another moderator looks at it where there is one.
circles-appeal-lead-post = A moderator hid your post. Say why that was wrong; another moderator looks at it where there is one.
circles-appeal-done-because = The reason given:
circles-appeal-they-say = They say:
circles-appeal-text = Why was it wrong?
circles-appeal-text-hint = 10 to 2,000 characters. You can appeal once.
circles-appeal-send = Send the appeal
circles-appeal-again = You have appealed against this already.
circles-appeal-about-ban = Ban
circles-appeal-about-post = Hidden post
circles-appeal-answer = Answer
circles-appeal-answer-hint = 10 to 1,000 characters; whoever appealed reads it.
circles-appeal-grant-ban = Lift the ban
circles-appeal-grant-post = Show the post
circles-appeal-decline = Decline

circles-log-title = Log
circles-log-lead = Everything that was done to keep order. Each line says who else sees it.
circles-log-lead-reader = What was done to keep order, as far as you may see it.
circles-log-nothing = Nothing yet
circles-log-nothing-hint = When moderators do something, it appears here with its reason.
circles-log-post = the post
circles-log-system = Done by itself
circles-log-seen-readers = All readers see it
circles-log-seen-members = Members see it
circles-log-seen-moderators = Only moderators see it
circles-act-circle-edited = Circle changed
circles-act-circle-archived = Circle archived
circles-act-circle-restored = Circle restored
circles-act-member-removed = Member removed
circles-act-member-banned = Banned
circles-act-ban-lifted = Ban lifted
circles-act-role-given = Role given
circles-act-handed-over = Circle handed over
circles-act-request-declined = Request declined
circles-act-post-approved = First post let through
circles-act-post-hidden = Post hidden
circles-act-post-shown = Post shown again
circles-act-thread-pinned = Thread pinned
circles-act-thread-unpinned = Thread no longer pinned
circles-act-thread-locked = Thread locked
circles-act-thread-unlocked = Thread unlocked
circles-act-mission-adopted = Mission adopted
circles-act-mission-declined = Mission declined
circles-act-milestone-dropped = Milestone dropped
circles-act-gratitude-removed = Thanks removed
circles-act-report-upheld = Report upheld
circles-act-report-dismissed = Report dismissed
circles-act-appeal-granted = Appeal granted
circles-act-appeal-declined = Appeal declined
circles-act-tools-changed = Tools against spam changed

circles-moderation-not-yours = You cannot decide this: it concerns you, or somebody with your role or a greater one. Leave it to another moderator.

circles-flash-post-hidden = The post is hidden, and its author is told why.
circles-flash-post-shown = The post is shown again.
circles-flash-post-approved = The post is published.
circles-flash-report-upheld = The post is hidden, and the report answered.
circles-flash-report-dismissed = The report is answered; the post stays.
circles-flash-appeal-granted = The appeal is granted.
circles-flash-appeal-declined = The appeal is declined.
circles-flash-reported = Thank you. The moderators of the circle look at it.
circles-flash-appealed = Your appeal waits for a moderator.

circles-field-too-many-links = { $maximum ->
    [0] This circle allows no links to other sites; take them out.
    [one] This circle allows one link to another site; take the others out.
   *[other] This circle allows { $maximum } links to other sites; take some out.
}
