### What a circle achieved, aims at, and thanks for.

circles-progress-title = What this circle achieved
circles-progress-lead = Counted from the missions on its board that members carried out and that were verified.
circles-progress-empty = Nothing is counted yet
circles-progress-empty-hint = Once a member’s work on a mission of the board is verified, it counts here.
circles-progress-to-board = See the missions
circles-statistics = In figures
circles-figure-members = Members
circles-figure-verified = Verified missions
circles-figure-earned = IT earned
circles-figure-time = Time given
circles-figure-domains = Domains
circles-figure-reputation = Reputation
circles-reputation-hint = The mean reputation of its people; each weighs 1 plus their verified missions here.
circles-reputation-few = Shown once three people belong to the circle.
circles-weeks-title = Verified missions, week by week
circles-week =
    { $count ->
        [0] Week of { $day }: no missions
        [one] Week of { $day }: { $count } mission
       *[other] Week of { $day }: { $count } missions
    }
circles-weeks-summary =
    { $count ->
        [one] { $count } mission was verified in the last twelve weeks.
       *[other] { $count } missions were verified in the last twelve weeks.
    }
circles-domains-title = Where it helped
circles-domain-missions =
    { $count ->
        [one] { $count } mission
       *[other] { $count } missions
    }

## Milestones and challenges

circles-milestones-title = Milestones and challenges
circles-milestones-none = Nothing is aimed at right now
circles-milestones-none-hint = Moderators can set a milestone, or a challenge with an end.
circles-milestones-none-own = Set a milestone below, so that everybody sees what you work towards.
circles-milestones-over = Reached, or over
circles-milestone-challenge = Challenge
circles-milestone-reached = Reached
circles-milestone-reached-on = Reached on { $day }
circles-milestone-ended = Over
circles-milestone-ended-on = Ended on { $day }
circles-milestone-until = Until { $day }
circles-milestone-since = Counted since { $day }
circles-milestone-from = Counts from { $day }
circles-milestone-drop = Drop
circles-milestone-drop-named = Drop “{ $title }”
circles-milestone-missions =
    { $target ->
        [one] { $progress } of { $target } mission
       *[other] { $progress } of { $target } missions
    }
circles-milestone-minutes = { $progress } of { $target }
circles-milestone-tokens = { $progress } of { $target }
circles-milestone-people =
    { $target ->
        [one] { $progress } of { $target } person
       *[other] { $progress } of { $target } people
    }
circles-milestone-domains =
    { $target ->
        [one] { $progress } of { $target } domain
       *[other] { $progress } of { $target } domains
    }
circles-milestone-set-title = Set a milestone
circles-milestone-name = What do you aim at?
circles-milestone-name-hint = For example: fifty river banks mapped
circles-milestone-metric = What counts
circles-metric-missions = Verified missions
circles-metric-minutes = Hours of work
circles-metric-tokens = IT earned
circles-metric-people = People who carried out a mission
circles-metric-domains = Domains with a verified mission
circles-milestone-target = How many
circles-milestone-begin = Counted
circles-milestone-begin-now = From now on
circles-milestone-begin-opening = Since the circle was opened
circles-milestone-end = Last day
circles-milestone-end-hint = Only for a challenge. Without a day it has no end.
circles-milestone-set = Set it
circles-milestone-flash-set = Set.
circles-milestone-flash-dropped = Dropped.
circles-field-ends-before = The last day must come after today, and after counting begins.
circles-field-too-far-off = Choose a day within the next two years.
circles-field-title-not-approved = Review could not approve these words at once. Choose plainer ones.
circles-field-reached-already = This much is reached already. Aim for more.
circles-problem-circle-milestones-full-title = Enough to aim at
circles-problem-circle-milestones-full-detail = A circle has at most 20 open milestones. Drop one, or reach one first.

## Who did most

circles-leaders-title = Who did most
circles-leaders-all = Ever
circles-leaders-month = Last 30 days
circles-leaders-period = Time
circles-leaders-rank = Place
circles-leaders-you = You
circles-leaders-none = Nobody yet
circles-leaders-none-month = No mission was verified in the last 30 days.
circles-leaders-none-all = Whoever carries out a mission of the board comes first.
circles-leaders-public-only = Only people with a public portfolio are shown to those who are no members.

## Gratitude

circles-gratitude-title = Thanks
circles-gratitude-lead = Members thank each other here, the same person once a day.
circles-gratitude-none = No thanks yet
circles-gratitude-none-hint = Somebody helped you? Say it here.
circles-gratitude-thanks = thanks
circles-gratitude-waits = Waits for review
circles-gratitude-rejected = Review did not approve it
circles-gratitude-all = All thanks
circles-gratitude-say = Say thanks
circles-gratitude-whom = Whom
circles-gratitude-whom-hint = Active members. Whom you miss here you can thank from the list of members.
circles-gratitude-text = What for
circles-gratitude-text-hint = Up to 500 characters. Everybody who may read the circle reads it.
circles-gratitude-send = Send thanks
circles-gratitude-thank = Thank
circles-gratitude-thank-named = Thank { $name }
circles-gratitude-delete = Delete
circles-gratitude-delete-named = Delete the thanks to { $name }
circles-gratitude-alone = There is nobody else in this circle to thank yet.
circles-gratitude-flash-sent = Thanks sent.
circles-gratitude-flash-waits = Your thanks wait for review, and are shown once it approved them.
circles-gratitude-flash-deleted = Deleted.
circles-field-thank-oneself = Choose somebody else: thanks go to others.
circles-field-thank-no-member = Choose somebody who belongs to the circle now.
circles-field-thanked-today = You have thanked them today. You can again tomorrow.
circles-kind-gratitude = Thanks in a circle
