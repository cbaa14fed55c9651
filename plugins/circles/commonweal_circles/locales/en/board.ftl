# The board of a circle: missions that members propose, adopt and claim together.

circles-board-title = Missions of this circle
circles-board-lead = { $needed ->
    [one] Members propose missions; one vote, or a moderator, adopts them. Then claim together.
   *[other] Members propose missions; { $needed } votes, or a moderator, adopt them. Then claim together.
}
circles-board-column-proposed = Proposed
circles-board-column-adopted = Adopted
circles-board-column-done = Done
circles-board-column-declined = Declined
circles-board-column-withdrawn = Withdrawn
circles-board-none-proposed = Nothing is proposed now.
circles-board-none-adopted = No mission is adopted yet. Vote for one that is proposed.
circles-board-none-done = Missions that are over appear here.
circles-board-none-declined = Nothing was declined.
circles-board-none-withdrawn = Nothing was withdrawn.
circles-board-see-declined = See what was declined
circles-board-propose = Propose a mission
circles-board-propose-this = Propose
circles-board-mission = Address or id of the mission
circles-board-mission-hint = Open the mission, and copy the address of its page.
circles-board-mission-unreadable = This is neither the address nor the id of a mission. Copy it from the page of the mission.
circles-board-mission-unknown = There is no such mission, or you may not read it. Check the address.
circles-board-mission-over = This mission is over: nobody can claim it any more.
circles-board-reason = Why should the circle adopt it?
circles-board-reason-hint = Optional, up to 1,000 characters.
circles-board-reason-held = Review looks at this reason; until then only you and the moderators read it.
circles-board-suggested = Open missions that fit this circle
circles-board-anywhere = Anywhere
circles-board-place-unnamed = Place on the map
circles-board-slots = { $left ->
    [0] No places free
    [one] { $left } of { $total } places free
   *[other] { $left } of { $total } places free
}
circles-board-until = Until { $date }
circles-board-takes = Takes:
circles-board-votes = { $votes ->
    [one] { $votes } of { $needed } votes
   *[other] { $votes } of { $needed } votes
}
circles-board-proposed-by = Proposed by
circles-board-vote = Vote for it
circles-board-unvote = Take my vote back
circles-board-withdraw = Withdraw
circles-board-moderate = Decide as a moderator
circles-board-adopt = Adopt now
circles-board-decline = Decline
circles-board-decline-reason = Reason for declining; members read it
circles-board-over-verified = Completed
circles-board-over-expired = Time is over
circles-board-over-archived = Archived
circles-board-state-proposed = Proposed
circles-board-state-adopted = Adopted
circles-board-state-done = Done
circles-board-state-declined = Declined
circles-board-state-withdrawn = Withdrawn
circles-board-flash-proposed = Proposed. Your vote counts already.
circles-board-flash-held = Proposed. Review looks at your reason first.
circles-board-flash-voted = Your vote counts.
circles-board-flash-unvoted = Your vote is taken back.
circles-board-flash-adopted = The circle adopted this mission.
circles-board-flash-declined = Declined. Members see the reason.
circles-board-flash-withdrawn = Withdrawn.
circles-slot-propose = Propose to a circle
circles-kind-proposal = Reason of a proposal to a circle

## Parties

circles-party-gathering = { $count ->
    [one] { $count } member gathers
   *[other] { $count } members gather
}
circles-party-claimed = { $count ->
    [one] Claimed by { $count } member
   *[other] Claimed together by { $count } members
}
circles-party-starter = started it
circles-party-agrees = agrees, ends { $date }
circles-party-agreed = agreed too long ago
circles-party-members-see = Members see who they are.
circles-party-start = Gather buddies
circles-party-join = Join in
circles-party-again = Agree anew
circles-party-leave = Leave
circles-party-drop = Without { $name }
circles-party-cancel = Cancel
circles-party-claim = { $count ->
    [one] Claim for { $count }
   *[other] Claim together for { $count }
}
circles-party-waiting = Once somebody joins, you can claim for all.
circles-party-consent = By joining you agree that whoever started this claims a place for you, within 48 hours.
circles-party-acknowledge = I read what this mission asks for and accept its risks.
circles-party-own-claim = Open my claim
circles-party-flash-started = You gather buddies now. Members of the circle see it.
circles-party-flash-joined = You agreed for 48 hours.
circles-party-flash-left = You left.
circles-party-flash-dropped = Taken out.
circles-party-flash-claimed = Everybody has a place. Have a good time together!
circles-party-flash-cancelled = Cancelled.
circles-buddy-already-claimed = { $name } has this mission already. Leave them out.
circles-buddy-late = { $name } agreed more than 48 hours ago. Ask them to agree anew, or leave them out.
circles-buddy-cannot = { $name } cannot claim this mission now. They see why when they agree anew; or leave them out.
circles-buddy-you-cannot = You cannot claim this mission yourself. Cancel, and let somebody else gather buddies.

## What can be wrong

circles-problem-circle-already-proposed-title = This mission is on the board already
circles-problem-circle-already-proposed-detail = { $state ->
    [proposed] This mission is proposed already: vote for it at { $address }.
    [adopted] The circle adopted this mission already: see { $address }.
   *[done] The circle adopted this mission, and it is done: see { $address }.
}
circles-problem-circle-proposed-before-title = This mission was proposed before
circles-problem-circle-proposed-before-detail = { $hours ->
    [0] It was { $state ->
        [declined] declined
       *[withdrawn] withdrawn
    }. Ask a moderator: they can propose it anew.
    [one] It was { $state ->
        [declined] declined
       *[withdrawn] withdrawn
    }. A moderator can propose it anew in { $hours } hour.
   *[other] It was { $state ->
        [declined] declined
       *[withdrawn] withdrawn
    }. A moderator can propose it anew in { $hours } hours.
}
circles-problem-circle-party-alone-title = Nobody has joined yet
circles-problem-circle-party-alone-detail = Wait until somebody joins, or claim the mission for yourself on its page.
circles-problem-circle-party-full-title = Too few places for all
circles-problem-circle-party-full-detail = { $left ->
    [0] No place of this mission is free now. Look again later, or choose another mission.
    [one] Only { $left } place of this mission is free now. Become fewer, or choose another mission.
   *[other] Only { $left } places of this mission are free now. Become fewer, or choose another mission.
}
circles-problem-circle-party-hindered-title = Not everybody can claim
circles-problem-circle-party-hindered-detail = Nobody got a place, because not everybody can claim this mission now.
circles-problem-circle-party-other-title = You gather with others already
circles-problem-circle-party-other-detail = You belong to another group for this mission. Leave it, or cancel it, before you join here.
