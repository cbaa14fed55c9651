### Of what members are told: the kind in settings, one line, what happened and why it matters, and several at once.

circles-notice-agent = { $name } (agent)
circles-notice-a-circle = a circle

circles-invited-label = Invitations to circles
circles-invited-title = { $by } invites you to { $circle }
circles-invited-text = { $by } would like you to take part in the circle { $circle }. Have a look at what it is about, then accept or decline.
circles-requested-label = Requests to join your circles
circles-requested-title = { $account } asks to join { $circle }
circles-requested-text = { $account } asks to join { $circle }, and waits for a moderator to answer.
circles-requested-group =
    { $count ->
        [one] { $count } request to join { $circle }
       *[other] { $count } requests to join { $circle }
    }
circles-answered-label = Answers to requests and invitations
circles-answered-title =
    { $change ->
        [approved] You belong to { $circle } now
        [accepted] { $account } accepted your invitation to { $circle }
       *[declined] Your request to join { $circle } was declined
    }
circles-answered-text =
    { $change ->
        [approved] A moderator let you in. Say hello, and see which missions { $circle } plans.
        [accepted] { $account } belongs to { $circle } now. A word of welcome makes the beginning easier.
       *[declined] A moderator of { $circle } declined your request. There are other circles that may suit you.
    }
circles-role-label = Another role in a circle
circles-role-title =
    { $role ->
        [owner] You own { $circle } now
        [admin] You are an admin of { $circle } now
        [moderator] You are a moderator of { $circle } now
       *[member] You are a member of { $circle } without a role now
    }
circles-role-text =
    { $role ->
        [owner] { $by } handed { $circle } over to you: you may change it, give roles in it, and archive it.
        [admin] { $by } made you an admin of { $circle }: you may change it, and give roles in it.
        [moderator] { $by } made you a moderator of { $circle }: you answer requests and reports, and keep order in its talk.
       *[member] { $by } took your role in { $circle } back. You go on taking part as a member.
    }
circles-removed-label = Removed from a circle
circles-removed-title = You were removed from { $circle }
circles-removed-text =
    { $why ->
        [given] A moderator removed you from { $circle }: { $reason }
       *[none] A moderator removed you from { $circle }, without giving a reason.
    }
circles-banned-label = Bans from circles
circles-banned-title =
    { $change ->
        [lifted] Your ban from { $circle } is over
       *[banned] You are banned from { $circle }
    }
circles-banned-text =
    { $change ->
        [lifted] You may take part in { $circle } again.
       *[banned] { $why ->
            [given] A moderator banned you from { $circle }: { $reason }
           *[none] A moderator banned you from { $circle }, without giving a reason.
        } { $end ->
            [set] The ban ends on { $until }. You can appeal.
           *[open] It holds until a moderator lifts it. You can appeal.
        }
    }
circles-made-public-label = A private circle that you are in, or wrote in, made public
circles-made-public-title =
    { $when ->
        [now] { $circle } is public now
        [left] { $circle }, where you wrote, is public now
       *[review] { $circle } was made public
    }
circles-made-public-text =
    { $when ->
        [now] { $by } made { $circle } public. Everybody can now read what was written in it while it was private, your posts too, and see who belongs to it. What you do not want others to read you can delete.
        [left] A circle in which you wrote is public now: { $by } made { $circle } public, and everybody can read your posts in it, though you do not belong to it any more. The link leads to them; what you do not want others to read you can delete.
       *[review] { $by } made { $circle } public. As soon as review has approved its words, everybody can read what was written in it while it was private, your posts too, and see who belongs to it. What you do not want others to read you can delete.
    }
circles-mentioned-label = Mentions in circles
circles-mentioned-title = { $by } mentioned you in “{ $thread }”
circles-mentioned-text = { $by } mentioned you in the thread “{ $thread }” of { $circle }. Perhaps somebody waits for your word.
circles-replied-label = Answers to your posts
circles-replied-title = { $by } answered you in “{ $thread }”
circles-replied-text = { $by } answered what you wrote in the thread “{ $thread }” of { $circle }.
circles-replied-group =
    { $count ->
        [one] { $count } answer to you in “{ $thread }”
       *[other] { $count } answers to you in “{ $thread }”
    }
circles-posted-label = New posts in your circles
circles-posted-title =
    { $change ->
        [thread] New in { $circle }: “{ $thread }”
       *[answer] { $by } wrote in “{ $thread }”
    }
circles-posted-text =
    { $change ->
        [thread] { $by } began the thread “{ $thread }” in { $circle }.
       *[answer] { $by } wrote in the thread “{ $thread }” of { $circle }.
    }
circles-posted-group =
    { $change ->
        [thread] { $count ->
            [one] { $count } new thread in { $circle }
           *[other] { $count } new threads in { $circle }
        }
       *[answer] { $count ->
            [one] { $count } new post in “{ $thread }”
           *[other] { $count } new posts in “{ $thread }”
        }
    }
circles-post-decided-label = Decisions about your posts
circles-post-decided-title =
    { $change ->
        [approved] Your post in { $circle } can be read now
        [shown] Your post in { $circle } is shown again
        [reviewed] Your post in { $circle } waits for review
       *[hidden] Your post in { $circle } was hidden
    }
circles-post-decided-text =
    { $change ->
        [approved] A moderator of { $circle } let your first post through. Your next ones need nobody’s look.
        [shown] All who see { $circle } can read your post again.
        [reviewed] Others do not see your post in { $circle } until review has looked at it.
       *[hidden] { $why ->
            [given] A moderator of { $circle } hid your post: { $reason } You can appeal.
           *[none] A moderator of { $circle } hid your post. You can appeal.
        }
    }
circles-adopted-label = Missions your circles take on
circles-adopted-title = { $circle } takes on “{ $mission }”
circles-adopted-text = The mission “{ $mission }” is on the board of { $circle } now. Claim it, alone or together with others: what you achieve counts for the circle.
circles-adopted-group =
    { $count ->
        [one] { $circle } takes on { $count } mission
       *[other] { $circle } takes on { $count } missions
    }
circles-milestone-label = Milestones of your circles
circles-milestone-title = { $circle } reached “{ $milestone }”
circles-milestone-text = Together you reached what you aimed at: “{ $milestone }”. Thank those who helped, and choose what comes next.
circles-thanked-label = Thanks from members
circles-thanked-title = { $by } thanks you
circles-thanked-text = { $by } wrote you a note of thanks in { $circle }.
circles-reported-label = Reports in circles you moderate
circles-reported-title =
    { $change ->
        [held] A first post in { $circle } waits for you
       *[reported] A post in { $circle } was reported
    }
circles-reported-text =
    { $change ->
        [held] Somebody’s first post in { $circle } waits until a moderator has looked at it.
       *[reported] A reader says that a post in { $circle } breaks the rules. Look at it, and decide.
    }
circles-reported-group =
    { $change ->
        [held] { $count ->
            [one] { $count } first post in { $circle } waits for you
           *[other] { $count } first posts in { $circle } wait for you
        }
       *[reported] { $count ->
            [one] { $count } report in { $circle }
           *[other] { $count } reports in { $circle }
        }
    }
circles-appealed-label = Appeals in circles
circles-appealed-title =
    { $change ->
        [made] { $account } appeals in { $circle }
        [granted] Your appeal in { $circle } was granted
       *[declined] Your appeal in { $circle } was declined
    }
circles-appealed-text =
    { $change ->
        [made] { $what ->
            [ban] { $account } says that a ban from { $circle } was wrong. Somebody other than who banned them should decide.
           *[post] { $account } says that hiding a post in { $circle } was wrong. Somebody other than who hid it should decide.
        }
        [granted] { $what ->
            [ban] Your ban from { $circle } is lifted.
           *[post] Your post in { $circle } is shown again.
        }{ $why ->
            [given] { " " }The answer: { $answer }
           *[none] { "" }
        }
       *[declined] { $what ->
            [ban] Your ban from { $circle } stands.
           *[post] Your post in { $circle } stays hidden.
        }{ $why ->
            [given] { " " }The answer: { $answer }
           *[none] { "" }
        }
    }
