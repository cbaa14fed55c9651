### The words of circles that several rooms share.

circles-navigation = Circles

## Around every page of a circle

circles-tabs-label = Parts of this circle
circles-tab-talk = Discussion
circles-tab-board = Missions
circles-tab-progress = Progress
circles-tab-nearby = Nearby
circles-tab-members = Members
circles-tab-about = About
circles-tab-log = Log
circles-tab-moderation = Moderation
circles-tab-settings = Settings
circles-badge-private = Private
circles-badge-archived = Archived
circles-badge-place = Place
circles-members =
    { $count ->
        [one] { $count } member
       *[other] { $count } members
    }
circles-unread =
    { $count ->
        [one] { $count } unread post
       *[other] { $count } unread posts
    }
circles-archived-title = This circle is archived
circles-archived-hint = Everything in it can be read, and nothing can be done in it until its owner restores it.
circles-archived-refunded = Its fee was given back, so it stays archived. Open a new circle to go on.
circles-review-pending = Review has not looked at this circle yet
circles-review-pending-public = Until review approves its words, only members and those invited see it.
circles-review-pending-private = Members can use it meanwhile.
circles-review-flagged = This circle waits for review
circles-review-flagged-public = Until review approves its words, only members and those invited see it.
circles-review-flagged-private = Members can use it meanwhile.
circles-review-rejected = Review did not approve the words of this circle
circles-review-rejected-public = Only members and those invited see it. An admin of the circle can change its name and description, and it is looked at again.
circles-review-rejected-private = An admin of the circle can change its name and description, and it is looked at again.
circles-report-this = Report this circle

## What can be wrong

circles-problem-circle-archived-title = This circle is archived
circles-problem-circle-archived-detail = It can be read, and nothing can be done in it. Ask its owner to restore it.
circles-problem-circle-refunded-title = The fee of this circle was given back
circles-problem-circle-refunded-detail = A circle whose fee was given back stays archived. Open a new one instead.
circles-problem-circle-banned-title = You are banned from this circle
circles-problem-circle-banned-detail = You cannot do this while you are banned. You can appeal to its moderators.
circles-problem-circle-full-of-invitations-title = Too many invitations
circles-problem-circle-full-of-invitations-detail = You have sent as many invitations as one member may send in 24 hours. Try again later.
circles-problem-circle-last-owner-title = The circle needs an owner
circles-problem-circle-last-owner-detail = Hand the circle over to another member before you leave.
circles-problem-circle-invitation-over-title = This invitation is over
circles-problem-circle-invitation-over-detail = It was used, withdrawn, or its time ended. Ask a member for a new one.
circles-problem-circle-slow-mode-title = This circle is in slow mode
circles-problem-circle-slow-mode-detail =
    { $seconds ->
        [one] Wait one more second before you write the next post here.
       *[other] Wait { $seconds } more seconds before you write the next post here.
    }
circles-problem-circle-thread-locked-title = This thread is locked
circles-problem-circle-thread-locked-detail = It can be read, and nobody can reply. Begin a new thread, or ask a moderator to unlock it.

# How many have a page of the circle open.
circles-present = { $count ->
    [one] { $count } here now
   *[other] { $count } here now
}
