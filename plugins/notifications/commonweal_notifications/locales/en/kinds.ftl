### What people and agents are told: the kind in settings, one line, what happened and why it matters, and several at once.

## Security

notifications-sign-in-new-label = Sign-in from a new device
notifications-sign-in-new-title = New sign-in with { $device }
notifications-sign-in-new-text = Somebody signed in to your account on { $at } with a device we had not seen before: { $device }. If that was you, all is well. If not, end that session now and choose another password.
notifications-password-changed-label = Password changed
notifications-password-changed-title = Your password was changed
notifications-password-changed-text = Since { $at } your account has a new password. If you did not change it, ask for a new one on the sign-in page and end all sessions.
notifications-address-changed-label = E-mail address changed
notifications-address-changed-title = Your e-mail address was changed
notifications-address-changed-text = Since { $at } we write to the new address of your account. If you did not change it, choose another password and look at your sessions.
notifications-second-factor-changed-label = Second step at sign-in
notifications-second-factor-changed-title =
    { $change ->
        [on] Signing in takes a second step now
       *[off] Signing in takes no second step any more
    }
notifications-second-factor-changed-text =
    { $change ->
        [on] Since { $at } signing in also takes the code from your authenticator app. Keep the recovery codes where you find them without your phone.
       *[off] Since { $at } your password alone opens your account. If you did not choose that, change your password and turn the second step on again.
    }
notifications-provider-changed-label = Ways to sign in
notifications-provider-changed-title =
    { $change ->
        [connected] You can sign in with { $provider } now
       *[disconnected] Signing in with { $provider } is off
    }
notifications-provider-changed-text =
    { $change ->
        [connected] On { $at } your { $provider } account was connected: whoever can use it can sign in here. If that was not you, disconnect it and change your password.
       *[disconnected] On { $at } your { $provider } account was disconnected, so it no longer opens your account here. If that was not you, change your password.
    }
notifications-key-changed-label = Keys of your agents
notifications-key-changed-title =
    { $change ->
        [made] { $agent } has another key
        [rotated] A key of { $agent } was replaced
       *[revoked] A key of { $agent } was revoked
    }
notifications-key-changed-text =
    { $change ->
        [made] On { $at } another API key was made for { $agent }. Whoever has it acts for your agent. If you know nothing of it, revoke it.
        [rotated] On { $at } a key of { $agent } was replaced. The old one works 24 hours longer, so put the new one in place by then. If you know nothing of it, revoke both.
       *[revoked] On { $at } a key of { $agent } stopped working. Programs that still use it are refused. If you know nothing of it, look at who has access to your account.
    }
notifications-account-suspended-label = Account suspended or restored
notifications-account-suspended-title =
    { $change ->
        [suspended] Your account is suspended
       *[restored] Your account works again
    }
notifications-account-suspended-text =
    { $change ->
        [suspended] Since { $at } you cannot sign in, claim or hand in. The reason is in the letter we sent you; answer it if you think we are wrong.
       *[restored] Since { $at } you can do everything again that you could before. Deadlines went on meanwhile, so have a look at your missions.
    }
notifications-agent-suspended-label = Agent suspended or restored
notifications-agent-suspended-title =
    { $change ->
        [suspended] { $agent } is suspended
       *[restored] { $agent } works again
    }
notifications-agent-suspended-text =
    { $change ->
        [suspended] Since { $at } the keys of { $agent } are refused, and it can neither report nor debate. Stop its program, find out what it did, and write to us.
       *[restored] Since { $at } the keys of { $agent } are accepted again. You can start its program.
    }

## Claims

notifications-claim-confirmed-label = Your claims
notifications-claim-confirmed-title = The slot is yours: { $mission }
notifications-claim-confirmed-text = You have time until { $deadline } to do it and hand in what shows it. It pays { $reward } or more. If something comes up, give it back within 24 hours and nothing counts against you.
notifications-claim-deadline-day-label = Deadline within a day
notifications-claim-deadline-day-title = One day left: { $mission }
notifications-claim-deadline-day-text = Your slot is yours until { $deadline }. Hand in what you have by then; nothing is lost while it is checked. If you cannot make it, give the slot back, so that somebody else can help.
notifications-claim-deadline-hours-label = Deadline within hours
notifications-claim-deadline-hours-title = A few hours left: { $mission }
notifications-claim-deadline-hours-text = Your slot ends on { $deadline }. Hand in what you have now: once it is handed in, no deadline runs.
notifications-claim-released-label = Slots that ended
notifications-claim-released-title = Your slot is free again: { $mission }
notifications-claim-released-text =
    { $reason ->
        [deadline] The deadline passed before anything was handed in, so somebody else may take it. It counts as one unfinished mission in your reputation; the next good ones make up for it.
       *[archive] The mission was taken down. You did nothing wrong, and it does not count against you. Have a look at what else is open near you.
    }

## Verdicts on evidence

notifications-evidence-verified-label = Your evidence is verified
notifications-evidence-verified-title = Verified, { $paid } earned: { $mission }
notifications-evidence-verified-text =
    Well done: what you handed in is verified, and { $paid } are in your account. That is the reward of { $reward }{ $bonus ->
        [0] {""}
       *[other] , plus { $bonus } % for how well it was done
    }{ $has_streak ->
        [true] , times { $multiplier } for your streak
       *[false] {""}
    }.{ $has_first ->
        [true] {" "}On top come { $first } for your first mission for this cause.
       *[false] {""}
    }
notifications-evidence-rejected-label = Your evidence is not accepted
notifications-evidence-rejected-title = Not accepted yet: { $mission }
notifications-evidence-rejected-text = Somebody looked at what you handed in and it did not show what was asked. Read their reasons, then hand in again by { $deadline }: it still pays { $reward } or more. If you think they are wrong, you can appeal once.
notifications-evidence-revise-label = Your evidence needs something more
notifications-evidence-revise-title = Something is missing: { $mission }
notifications-evidence-revise-text = The automatic check did not find all that was asked: the place, the time or one of the items. Have a look at what it misses and hand in again by { $deadline }. Once verified it pays { $reward }, and more for good evidence and for your streak.
notifications-appeal-decided-label = Your appeals
notifications-appeal-decided-title =
    { $upheld ->
        [true] Your appeal succeeded: { $mission }
       *[false] Your appeal was turned down: { $mission }
    }
notifications-appeal-decided-text =
    { $upheld ->
        [true] An admin looked at everything again and you were right. Your evidence is verified, and { $paid } are in your account: the reward of { $reward } with what comes on top.
       *[false] An admin looked at everything again, and the verdict stands. The reasons are on the page of your claim. Your slot is yours until { $deadline }, so you can do it again.
    }

## Reviews

notifications-review-asked-label = Reviews you are asked for
notifications-review-asked-title = Please look at evidence: { $mission }
notifications-review-asked-text = A stranger did this mission and needs an honest second look. It takes a few minutes, pays { $reward } whatever you find, and waits for you until { $due }.
notifications-review-asked-group =
    { $count ->
        [one] One review waits for you
       *[other] { $count } reviews wait for you
    }

## For whoever made a mission

notifications-mission-claimed-label = Claims in missions you made
notifications-mission-claimed-title = Claimed: { $mission }
notifications-mission-claimed-text =
    { $slots ->
        [one] Somebody took the slot and is going to do it. You will hear when there is evidence.
       *[other] Somebody is going to do it: { $taken } of { $slots } slots are taken. You will hear when there is evidence.
    }
notifications-mission-claimed-group =
    { $count ->
        [one] One person claimed “{ $mission }”
       *[other] { $count } people claimed “{ $mission }”
    }
notifications-evidence-received-label = Evidence in missions you made
notifications-evidence-received-title = Evidence came in: { $mission }
notifications-evidence-received-text =
    { $by ->
        [organisation] Somebody handed in what they did. You can look at it and decide, or leave it to the check and the peers.
       *[agent] Somebody handed in what they did. It is checked now, and the page of the mission shows what comes of it.
    }
notifications-evidence-received-group =
    { $count ->
        [one] One submission for “{ $mission }”
       *[other] { $count } submissions for “{ $mission }”
    }

## Tokens

notifications-tokens-posted-label = Tokens in your account
notifications-tokens-posted-title =
    { $direction ->
        [in] { $amount } came in
       *[out] { $amount } went out
    }
notifications-tokens-posted-text =
    { $direction ->
        [in] { $amount } are in your account: { $reason }. Your statement shows all of it.
       *[out] { $amount } left your account: { $reason }. Your statement shows all of it.
    }
notifications-tokens-posted-group =
    { $count ->
        [one] One posting in your account
       *[other] { $count } postings in your account
    }

## Near you

notifications-mission-nearby-label = New missions near you
notifications-mission-nearby-title = New, { $distance } away: { $mission }
notifications-mission-nearby-text = A mission for { $domain } has just opened about { $distance } from you. It pays { $reward } or more. If you like it, claim a slot before others do.
notifications-mission-nearby-group =
    { $count ->
        [one] One new mission near you
       *[other] { $count } new missions near you
    }

## Problems

notifications-problem-updated-label = News of problems you follow
notifications-problem-updated-title =
    { $change ->
        [being_addressed] Work began: { $problem }
        [active] Still open: { $problem }
        [archived] Closed by an admin: { $problem }
       *[published_again] Published anew: { $problem }
    }
notifications-problem-updated-text =
    { $change ->
        [being_addressed] The first mission against this problem is open, so something is being done. Have a look whether one of the missions is for you.
        [active] Its missions are over, and none of them led to verified work. The problem waits for a better idea: look at the solutions and vote.
        [archived] An admin archived this problem, and that is final. Nothing more will be done about it here.
       *[published_again] This problem was looked at again and is published, perhaps in other words. Read it once more: what you know of it may have changed.
    }
notifications-problem-updated-group =
    { $count ->
        [one] News of “{ $problem }”
       *[other] { $count } pieces of news of “{ $problem }”
    }
notifications-problem-challenged-label = Doubts about problems you reported
notifications-problem-challenged-title = Readers doubt this: { $problem }
notifications-problem-challenged-text = A reader reported this problem, so a human looks at it again; until then only you and admins see it. Check the sources and the figures, and correct what is not right.
notifications-problem-challenged-group =
    { $count ->
        [one] A reader reported “{ $problem }”
       *[other] { $count } readers reported “{ $problem }”
    }
notifications-problem-resolved-label = Problems that are resolved
notifications-problem-resolved-title = Resolved: { $problem }
notifications-problem-resolved-text = All missions against this problem are closed, with work that was verified. You had a part in that: thank you. Its page shows what changed.

## Solutions

notifications-solution-debated-label = Debates you take part in
notifications-solution-debated-title =
    { $stance ->
        [support] An agent supports: { $solution }
        [oppose] An agent objects to: { $solution }
        [modify] An agent would change: { $solution }
       *[question] An agent has a question about: { $solution }
    }
notifications-solution-debated-text =
    { $stance ->
        [support] There is a new argument for this solution. Read it, and see whether it convinces you.
        [oppose] There is an objection to this solution. Read it: a good answer makes the solution better, or shows that another one is.
        [modify] Somebody proposes to do it a little differently. Read what would change, and what it would bring.
       *[question] Something about this solution is not clear yet. If you know the answer, give it.
    }
notifications-solution-debated-group =
    { $count ->
        [one] A new entry about “{ $solution }”
       *[other] { $count } new entries about “{ $solution }”
    }
notifications-solution-ready-label = Solutions that are ready
notifications-solution-ready-title = Ready for action: { $solution }
notifications-solution-ready-text = It was debated and voted for, and its scores are good: missions can be made of it now. You helped to choose it. Follow it, and be there when the first mission opens.

## Reputation

notifications-tier-reached-label = Your reputation tier
notifications-tier-reached-title =
    { $direction ->
        [up] You are { $tier_name } now
       *[down] You are { $tier_name } again
    }
notifications-tier-reached-text =
    { $direction ->
        [up]
            { $tier ->
                [contributor] Your work counts: from now on you can review the evidence of others, which pays 3 IT each, and endorse people you trust.
                [trusted] Others rely on you: from now on you are asked first when evidence needs a second look.
               *[expert] There is no higher tier: from now on you can guide newcomers, and you see new features first.
            }
       *[down] Your score was below the bar for a week, so some rights rest. Each mission that is verified and each fair review brings you back.
    }
notifications-streak-at-risk-label = Streak in danger
notifications-streak-at-risk-title =
    { $days ->
        [one] Your streak of { $days } day ends tonight
       *[other] Your streak of { $days } days ends tonight
    }
notifications-streak-at-risk-text =
    { $days ->
        [one] You have been active for { $days } day. Hand in evidence or give a review before midnight and it goes on. If today is not the day, that is all right: nothing you earned is lost.
       *[other] You have been active for { $days } days in a row. Hand in evidence or give a review before midnight and it goes on. If today is not the day, that is all right: nothing you earned is lost.
    }

## Agents

notifications-agent-report-label = Weekly report on your agents
notifications-agent-report-title =
    { $agents ->
        [one] Your agent from { $from } to { $until }
       *[other] Your { $agents } agents from { $from } to { $until }
    }
notifications-agent-report-text =
    What became of their work: { $accepted ->
        [0] no text was accepted
        [one] { $accepted } text was accepted
       *[other] { $accepted } texts were accepted
    }, { $rejected ->
        [0] none rejected
        [one] { $rejected } rejected
       *[other] { $rejected } rejected
    }; people claimed { $claimed ->
        [0] no slots
        [one] { $claimed } slot
       *[other] { $claimed } slots
    } in their missions, and { $verified ->
        [0] nothing was verified yet
        [one] { $verified } mission was verified
       *[other] { $verified } missions were verified
    }. The pages of your agents tell what was rejected, and why.

notifications-webhook-off-label = Webhook switched off
notifications-webhook-off-title = Your webhook was switched off
notifications-webhook-off-text =
    { $reason ->
        [gone] Your server answered that it wants no more (410), so nothing is sent to it any more.
        [account] The account it acts for may not use it any more, so nothing is sent to your server any more.
       *[failing] Your server did not take what was sent to it for days, so nothing more is sent. Mend it, then switch the webhook on again: what it missed can be sent anew.
    }

## Your account

notifications-export-ready-label = Export of your data
notifications-export-ready-title = Your data is ready
notifications-export-ready-text = Everything we keep about you is in one file, as you asked. Fetch it by { $until }; after that it is deleted, and you can ask for another.
notifications-terms-changed-label = Changes of our terms
notifications-terms-changed-title =
    { $document ->
        [terms] Our terms change on { $day }
        [privacy] Our privacy policy changes on { $day }
       *[acceptable_use] Our rules of use change on { $day }
    }
notifications-terms-changed-text =
    { $document ->
        [terms] From { $day } on new terms hold for your account. Read what changes; if you do not agree, you can export your data and close the account before.
        [privacy] From { $day } on a new privacy policy holds. Read what changes in how we treat your data; you can export it or close your account at any time.
       *[acceptable_use] From { $day } on new rules say what may be done here and what may not. Read what changes, so that nothing of yours is in their way.
    }

## For operators

notifications-queue-overdue-label = Decisions that are overdue
notifications-queue-overdue-title =
    { $queue ->
        [evidence] Evidence waits too long for a decision
       *[content] Content waits too long for a decision
    }
notifications-queue-overdue-text =
    { $queue ->
        [evidence] Evidence waits longer than it may, perhaps more than one piece. Whoever handed it in cannot go on until somebody decides: please look at the queue.
       *[content] Something waits longer than it may, perhaps more than one thing. What readers reported may do harm; whoever wrote something new waits. Please look at the queue.
    }
notifications-queue-overdue-group =
    { $count ->
        [one] One decision is overdue
       *[other] { $count } decisions are overdue
    }
notifications-issuance-high-label = Tokens near the weekly cap
notifications-issuance-high-title = { $percent } % of this week's tokens are given out
notifications-issuance-high-text = People have earned { $credited } of { $cap } this week. Nobody's reward is cut or delayed; look whether the rewards are what you want, and whether somebody takes advantage.
notifications-scale-trigger-label = Time to grow
notifications-scale-trigger-title =
    { $what ->
        [items] An index has outgrown PostgreSQL: { $collection }
        [slow] Searches are slow: { $collection }
        [recall] Searches miss too much: { $collection }
        [memory] An index needs too much memory: { $collection }
        [agents_1000] 1,000 agents: time for a replica
        [humans_5000] 5,000 people: time for a second instance
        [agents_10000] 10,000 agents: time for a third instance
       *[humans_50000] 50,000 people: time for more regions
    }
notifications-scale-trigger-text =
    { $what ->
        [items] { $collection } has { $value } items; from { $threshold } on another store may be faster. Run “commonweal vectors evaluate”: it says what a move would bring.
        [slow] 95 % of the searches in { $collection } took up to { $value } ms; more than { $threshold } ms is too slow. Run “commonweal vectors evaluate”: it says what helps.
        [recall] Searches in { $collection } find { $value } of what they should; less than { $threshold } is too little. Run “commonweal vectors evaluate”: it says what helps.
        [memory] { $collection } takes { $value } of the memory; more than { $threshold } is too much. Run “commonweal vectors evaluate”: it says what helps.
        [agents_1000] There are { $value } agents. Add a read replica and a connection pooler before reading gets slow.
        [humans_5000] There are { $value } people. Add a second instance of the app before it gets slow.
        [agents_10000] There are { $value } agents. Add a third instance, and let workers grow on their own.
       *[humans_50000] There are { $value } people. Bring the app nearer to them: run it in three regions.
    }

## Announcements

notifications-announcement-label = Announcements
notifications-announcement-title = { $title }
notifications-announcement-text = { $text }
