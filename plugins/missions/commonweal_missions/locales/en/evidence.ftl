## Files of evidence: why one is refused

missions-file-kind = This is no JPEG, PNG, HEIC, PDF, MP4 or MOV. Whatever its name says, files are known by their content.
missions-file-broken = This file is damaged or cut off. Save or take it again.
missions-file-pixels = This picture has more than { $most } million pixels. Make it smaller.
missions-file-two-things = This file holds something else as well, such as a page or an archive. Send the plain picture, video or document.
missions-file-locked = This PDF is encrypted. Save it without a password.
missions-file-pages = This PDF has more than { $most } pages. Send only those that show the work.
missions-file-large = This file is larger than { $most } MB. Make it smaller, or send a part of it.
missions-file-empty = This file is empty.
missions-file-count =
    { $most ->
        [one] { $most } file is the most. Remove it first.
       *[other] { $most } files are the most. Remove one first.
    }
missions-file-volume = You have uploaded { $most } MB within 24 hours. You can go on tomorrow.
missions-file-serves-photo = A photo is asked for here: JPEG, PNG or HEIC.
missions-file-serves-video = A video is asked for here: MP4 or MOV.
missions-file-serves-document = A document is asked for here: a PDF, or a photo of it.
missions-file-serves-text-report = A report is asked for here: write it below, or send a PDF or a photo of it.

## Handing in

missions-hand-in = Hand in your evidence
missions-hand-in-lead = Up to { $files } files of at most { $megabytes } MB each. Reviewers see copies that say nothing about your phone or you.
missions-hand-in-number = { $number }. { $kind }
missions-hand-in-camera-photo = Take a photo
missions-hand-in-camera-video = Record a video
missions-hand-in-choose = Choose files
missions-hand-in-choose-hint-photo = JPEG, PNG or HEIC
missions-hand-in-choose-hint-video = MP4 or MOV
missions-hand-in-choose-hint-document = PDF, JPEG, PNG or HEIC
missions-hand-in-choose-hint-text-report = Write your report below, or choose a PDF or a photo of it.
missions-hand-in-moment = It shows the place
missions-hand-in-moment-none = at any time
missions-hand-in-moment-before = before the work
missions-hand-in-moment-after = after the work
missions-hand-in-moment-is-before = Before the work
missions-hand-in-moment-is-after = After the work
missions-hand-in-files = Files for “{ $item }”
missions-hand-in-text = What you did and saw
missions-hand-in-text-hint = In your own words, in any language. Do not name people.
missions-hand-in-where = Where it was
missions-hand-in-where-hint = Leave this empty if your photos know where they were taken.
missions-hand-in-where-use = Use my position
missions-hand-in-where-found = Your position was filled in.
missions-hand-in-where-failed = Your position could not be found out. You can enter it by hand.
missions-hand-in-latitude = Latitude
missions-hand-in-longitude = Longitude
missions-hand-in-when = When it was
missions-hand-in-when-hint = Leave this empty if your photos know when they were taken. The time is that of your time zone.
missions-hand-in-upload = Upload without handing in
missions-hand-in-send = Hand in
missions-hand-in-send-hint = After that nothing can be changed until there is a verdict.
missions-hand-in-nothing = Add a file first. Only missions that ask for nothing but a report go without.
missions-hand-in-wait = Wait until your files are uploaded, or cancel them.
missions-hand-in-remove = Remove
missions-hand-in-remove-file = Remove { $name }
missions-hand-in-cancel = Cancel
missions-hand-in-cancel-file = Cancel uploading { $name }
missions-hand-in-retry = Try again
missions-hand-in-retry-file = Upload { $name } again
missions-hand-in-dismiss = Leave it
missions-hand-in-dismiss-file = Leave { $name } out
missions-hand-in-progress = Uploading { $name }
missions-hand-in-started = { $name } is being uploaded.
missions-hand-in-done = { $name } is uploaded.
missions-hand-in-removed = { $name } was removed.
missions-hand-in-cancelled = { $name } was cancelled.
missions-hand-in-failed = { $name } could not be uploaded.
missions-hand-in-offline = There is no connection. Try again in a moment.
missions-flash-handed-in = Handed in. You will see the verdict here.
missions-flash-uploaded = Uploaded.
missions-flash-removed = Removed.
missions-flash-appealed = Your appeal was handed in.

## What became of it

missions-attempt = What became of it
missions-attempt-number = Attempt { $number }
missions-attempt-earlier = Earlier attempts
missions-attempt-pending = Waits for the check
missions-attempt-checking = Being checked
missions-attempt-peer-review = With reviewers
missions-attempt-admin-review = With an admin
missions-attempt-verified = Verified
missions-attempt-rejected = Rejected
missions-attempt-appealed = Appeal waits for an admin
missions-attempt-step-handed-in = Handed in
missions-attempt-step-check = Automatic check
missions-attempt-step-check-waits = Place, time and originality are looked at. This takes a moment.
missions-attempt-step-check-score = { $score } of 100
missions-attempt-step-check-failed = It did not answer, so people decide.
missions-attempt-step-peers = Reviewers
missions-attempt-step-peers-count =
    { $asked ->
        [0] Strangers who can judge it are being asked.
       *[other] { $given } of { $asked } have answered. Each has 48 hours.
    }
missions-attempt-step-peers-given =
    { $given ->
        [one] { $given } answered.
       *[other] { $given } answered.
    }
missions-attempt-step-partner = The organisation whose mission it is
missions-attempt-step-admin = An admin
missions-attempt-step-admin-waits = An admin decides, usually within 24 hours.
missions-attempt-step-appeal = Your appeal
missions-attempt-step-appeal-due = An admin who had no part in it decides by { $at }.
missions-attempt-step-verdict = Verdict
missions-attempt-reasons = Why it was rejected
missions-attempt-reasons-lowered = What lowered the score
missions-attempt-reason-place = It was not captured close enough to the place of the mission, or no position is known.
missions-attempt-reason-time = It was not captured between claiming and handing in, or the time is not known.
missions-attempt-reason-originality = A picture is much like one that somebody else handed in.
missions-attempt-reason-identical-image = A picture is the same as one that somebody else handed in.
missions-attempt-reason-missing-item = Something that is required is missing.
missions-attempt-reason-far-away = It was captured far away from the place of the mission.
missions-attempt-reason-pair-apart = The pictures from before and after are more than 50 metres apart.
missions-attempt-reason-pair-unchanged = The pictures from before and after look the same.
missions-attempt-reason-other = The check found something else that speaks against it.
missions-attempt-peers-said = What reviewers said
missions-attempt-peer-approve = Approved
missions-attempt-peer-reject = Rejected
missions-attempt-notes-partner = What the organisation said
missions-attempt-notes-admin = What the admin said
missions-attempt-again = You can try again until { $at }.
missions-attempt-again-link = Try again
missions-attempt-files = What you handed in
missions-attempt-metres = { $distance } from the place of the mission
missions-attempt-reward = How your reward came about
missions-attempt-reward-base = Reward of the mission
missions-attempt-reward-automatic = Good automatic check
missions-attempt-reward-peers = Approved by reviewers
missions-attempt-reward-quality = High quality
missions-attempt-reward-streak = Your streak
missions-attempt-reward-times = × { $multiplier }
missions-attempt-reward-plus = + { $percent }
missions-attempt-reward-paid = Paid
missions-attempt-reward-first = First verified mission in this domain
missions-attempt-reward-statement = See your statement

## Appeal

missions-appeal = Do you think this is wrong?
missions-appeal-lead = You can appeal once. An admin who had no part in it looks at everything again within 24 hours; meanwhile no deadline runs.
missions-appeal-reason = Why the rejection is wrong
missions-appeal-send = Appeal
missions-appeal-yours = Your appeal
missions-appeal-upheld = The admin found you right.
missions-appeal-not-upheld = The admin found the rejection right. This is final; you can still hand in something new.
missions-appeal-again = You have appealed against this before.
missions-appeal-later = You have appealed { $most } times within 24 hours. Try again tomorrow.

## Files as others see them

missions-evidence-file-number = File { $number }
missions-evidence-file = File
missions-evidence-copying = A copy without metadata is being made.
missions-evidence-nothing = Nothing was handed in for this.
