### What members write to each other: threads, replies, reactions, pins, locks and unread marks.

## The feed of a circle

circles-talk-about = About this circle
circles-talk-title = Discussion
circles-talk-none = Nobody has written here yet
circles-talk-none-hint = Ask something, tell what you found, or propose what to do together.
circles-talk-none-reader = Members have not written anything yet.
circles-talk-pinned-label = Pinned threads
circles-talk-threads-label = Threads, newest activity first
circles-talk-mark-read = Mark all as read
circles-talk-replies =
    { $count ->
        [one] { $count } reply
       *[other] { $count } replies
    }
circles-talk-replies-none = No replies yet
circles-talk-reactions =
    { $count ->
        [one] { $count } reaction
       *[other] { $count } reactions
    }
circles-talk-new-count =
    { $count ->
        [one] { $count } new
       *[other] { $count } new
    }
circles-talk-new-most = 99+ new
circles-talk-new = New
circles-talk-pinned = Pinned
circles-talk-locked = Locked
circles-talk-kind-discussion = Discussion
circles-talk-kind-update = Update
circles-talk-kind-proposal = Proposal
circles-talk-kind-evidence = Evidence
circles-talk-kind-decision = Decision
circles-talk-state-in-review = Waits for review
circles-talk-state-rejected = Not approved by review
circles-talk-state-held = Waits for a moderator
circles-talk-state-hidden = Hidden by a moderator
circles-talk-only-you = Only its author and the moderators of the circle see it.
circles-talk-hidden-reason = Reason: { $reason }
circles-talk-appeal = Appeal

## Writing

circles-talk-write = Begin a thread
circles-talk-write-title = Begin a thread
circles-talk-heading = Title
circles-talk-text = Text
circles-talk-text-hint = Markdown works. Name members with “@”.
circles-talk-kind = What it is
circles-talk-send = Publish
circles-talk-reply = Reply
circles-talk-reply-to-thread = Reply to the thread
circles-talk-reply-label = Your reply
circles-talk-reply-send = Send the reply
circles-talk-join-to-write = Join the circle to write in it.
circles-talk-locked-hint = This thread is locked: it takes no more replies.
circles-talk-locked-moderator = This thread is locked: only moderators can reply.
circles-talk-edit = Edit
circles-talk-edit-title = Edit the post
circles-talk-edit-hint = What it said before can be read by whoever reads the post. Changed words pass review again.
circles-talk-edit-send = Save
circles-talk-cancel = Cancel
circles-talk-delete = Delete
circles-talk-delete-title = Delete the post
circles-talk-delete-hint = Its words and files go for good. Replies to it stay.
circles-talk-draft-saved = Saved in this browser only
circles-talk-draft-restored = Your draft, saved in this browser only
circles-talk-draft-discard = Discard the draft

## A thread

circles-talk-back = Discussion
circles-talk-posts-label = Replies
circles-talk-permalink = Link to this post
circles-talk-edited = edited
circles-talk-answers = replies to { $name }
circles-talk-answers-nobody = replies to an earlier post
circles-talk-deleted = Deleted by its author
circles-talk-withheld = This post is not shown
circles-talk-more = More
circles-talk-react = React
circles-talk-reactions-label = Reactions
circles-talk-reaction-agree = Agree
circles-talk-reaction-thanks = Thanks
circles-talk-reaction-celebrate = Celebrate
circles-talk-reaction-curious = Curious
circles-talk-reaction-concerned = Concerned
circles-talk-reaction-take = { $reaction }: { $count }, including yours. Take it back
circles-talk-report = Report
circles-talk-hide = Hide
circles-talk-show = Show it again
circles-talk-approve = Let it through
circles-talk-pin = Pin to the top
circles-talk-unpin = No longer pin
circles-talk-lock = Lock the thread
circles-talk-unlock = Unlock the thread
circles-talk-first-part = From the beginning of the thread
circles-talk-versions-title = What this post said
circles-talk-version = Version { $version }
circles-talk-version-now = Version { $version }, as it is now

## Own posts

circles-own-title = Your posts in this circle
circles-own-lead = Whoever sees the circle reads what you wrote here. What you delete is gone for good.
circles-own-untitled = A thread that is not shown
circles-own-reply = Reply
circles-own-none = You have no posts in this circle

## What was done

circles-flash-posted = Your post is published.
circles-flash-in-review = Your post waits for review. Until then only you and the moderators of the circle see it.
circles-flash-held = A moderator of the circle looks at your first post before others see it.
circles-flash-edited = The post is changed.
circles-flash-deleted = The post is deleted.
circles-flash-marked = The thread is changed.
circles-field-too-deep =
    { $maximum ->
        [one] Replies go { $maximum } level deep at most. Reply to a post above this one.
       *[other] Replies go { $maximum } levels deep at most. Reply to a post above this one.
    }
circles-field-pins-most =
    { $maximum ->
        [one] At most { $maximum } thread can be pinned. Take another one down first.
       *[other] At most { $maximum } threads can be pinned. Take another one down first.
    }
circles-kind-post = Post in a circle
