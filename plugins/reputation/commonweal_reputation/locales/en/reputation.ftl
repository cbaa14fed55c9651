### Reputation: leaderboards, standing and endorsements.

reputation-kind-endorsement = Endorsement
reputation-leaderboards = Leaderboards
reputation-leaderboards-lead = People who share what they do, and how far they have come.
reputation-by = What counts
reputation-by-score = Reputation
reputation-by-missions = Verified missions
reputation-by-tokens = Tokens earned
reputation-period = Over which time
reputation-period-week = 7 days
reputation-period-month = 30 days
reputation-period-all = All time
reputation-domain = Domain
reputation-domain-all = All domains
reputation-own = Your place: { $rank }
reputation-own-none = You have no place among the first { $deepest } yet. Only public portfolios take part.
reputation-rank = Place
reputation-person = Person
reputation-empty = Nobody here yet
reputation-empty-hint = Finish a mission and be the first.
reputation-tier-newcomer = Newcomer
reputation-tier-contributor = Contributor
reputation-tier-trusted = Trusted
reputation-tier-expert = Expert
reputation-title = Reputation
reputation-score = { $score } of 100 points
reputation-next = { $tier } from { $bar } points
reputation-badges = Badges
reputation-badge-missions = Verified missions: { $level }+
reputation-badge-streak = Streak of days: { $level }+
reputation-badge-reviews = Fair reviews: { $level }+
reputation-badge-endorsed = Endorsements: { $level }+
reputation-why = How the score comes about
reputation-of = { $points } of { $most }
reputation-part-quality = Quality of the last 10 missions
reputation-part-accuracy = Accuracy of the last 50 reviews
reputation-part-streak = Streak
reputation-part-endorsements = Endorsements
reputation-worn = Idle time has taken { $percent } % of it.
reputation-endorsements = Endorsements
reputation-endorsements-none = No endorsements yet.
reputation-somebody = Somebody with a private portfolio
reputation-waits = waits for review
reputation-endorse = Endorse
reputation-revoke = Take my endorsement back
reputation-endorse-title = Endorse { $name }
reputation-endorse-lead = Say why others can rely on this person. Everybody can read it. If you take it back, you cannot give it again.
reputation-reason = Your reason
reputation-back = Back to the profile
reputation-flash-endorsed = Your endorsement counts. Thank you.
reputation-flash-waits = Your endorsement waits for review.
reputation-flash-revoked = Your endorsement is taken back.

reputation-multiplier = Rewards are multiplied by
reputation-tier = Tier
reputation-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
reputation-history = How it came about
reputation-column-why = Why
reputation-column-change = Change
reputation-column-score = Score
reputation-reason-mission = A mission was decided
reputation-reason-review = A review was compared with the verdict
reputation-reason-activity = Active on another day
reputation-reason-endorsed = Somebody endorsed you
reputation-reason-endorsement-reviewed = An endorsement was reviewed
reputation-reason-endorsement-revoked = An endorsement was taken back
reputation-reason-idle = Idle time
reputation-history-empty = Nothing yet
reputation-history-hint = Your score begins with your first finished mission, review or endorsement.
