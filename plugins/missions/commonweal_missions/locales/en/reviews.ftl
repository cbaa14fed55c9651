## Reviews by peers, and decisions by hand

missions-reviews = Reviews
missions-reviews-lead = Judge what strangers handed in. Each review pays 3 IT, whatever your verdict.
missions-reviews-waiting = Waiting for you
missions-reviews-given = Given
missions-reviews-none = Nothing waits for you
missions-reviews-none-hint = You are asked once you are a Contributor and your profile says that you take reviews.
missions-reviews-profile = Open your profile
missions-review-asked = New
missions-review-opened = Begun
missions-review-given = Given
missions-review-timed-out = Too late
missions-review-withdrawn = Withdrawn
missions-review-due = Until { $at } ({ $ago })
missions-review-asked-for = What was asked for
missions-review-evidence = What was handed in
missions-review-captured = Captured { $at }
missions-review-open = Look at the evidence
missions-review-open-lead = Take your time: your verdict can be given { $seconds } seconds after you open it. You do not learn who it is, and they do not learn who you are.
missions-review-verdict = Verdict
missions-review-verdict-lead = It is final. Look at it for at least { $seconds } seconds.
missions-review-shows = Does it show that the work was done?
missions-review-approve = Yes, approve
missions-review-reject = No, reject
missions-review-confidence = How sure are you?
missions-review-sure-1 = Fairly sure
missions-review-sure-2 = Sure
missions-review-sure-3 = Very sure
missions-review-reasoning = Why
missions-review-reasoning-hint = At least 20 characters. The person reads it, without your name.
missions-review-send = Give the verdict
missions-review-yours = Your verdict
missions-review-outcome-verified = It was verified.
missions-review-outcome-rejected = It was rejected.
missions-review-flash-given = Thank you. Your verdict was counted.
missions-review-over = This review is over: it was given, its time has run out, or it is decided.
missions-review-not-a-stranger = You and the person are linked, so somebody else has to judge.
missions-review-enough = You have given as many reviews as one may in 24 hours.
missions-review-too-early = Look at it a little longer: { $seconds } more seconds.
missions-decisions = Evidence
missions-decisions-lead = Appeals, and evidence that reviewers are lacking for. What is due first comes first.
missions-decisions-waiting =
    { $count ->
        [0] Nothing waits.
        [one] One piece of evidence waits for a decision.
       *[other] { $count } pieces of evidence wait for a decision.
    }
missions-decisions-overdue =
    { $count ->
        [one] One has waited for more than a day.
       *[other] { $count } have waited for more than a day.
    }
missions-decisions-none = Nothing waits for a decision
missions-decision-appealed = Appeal
missions-decision-admin-review = Reviewers are lacking, or taken
missions-decision-overdue = Overdue
missions-decision-taken = Held by another admin
missions-decision-take = Take it
missions-decision-take-hint = It is held for you for 30 minutes.
missions-decision-title = Decide
missions-decision-lead = It is final, audited, and paid at once.
missions-decision-verify = Verify
missions-decision-reject = Reject
missions-decision-notes = Why
missions-decision-notes-hint = The person reads this.
missions-decision-send = Decide
missions-decision-flash = Decided.
missions-decision-over = This is not yours to decide now: it is decided already, or with others.
missions-decision-held = Another admin holds it for up to 30 minutes.
missions-decision-partial = You had a part in this, so somebody else decides.
missions-appeal-yours-admin = Appeal
missions-partner-evidence = Evidence for your missions
missions-partner-evidence-lead = Owners and verifiers can give a verdict before peers do; it is paid as usual.
missions-partner-none = Nothing was handed in yet
