# Words of the room words: text, names in it, links and files.

circles-words-mentions-most = { $most ->
    [0] Nobody can be named with “@” here: take the names out.
    [one] Name no more than { $most } member with “@”.
   *[other] Name no more than { $most } members with “@”.
}
circles-words-mentions-before = With those it named before, this post names more members than one may. Name them in a reply.
circles-words-mention-ambiguous = Several members are called @{ $handle }. Write which one you mean: { $choices }.

circles-words-file-unknown = This file is not one of yours that waits to be sent: upload it again.
circles-words-files-most = A post takes no more than { $most } files: take some away.

# Why a file is not taken.
circles-words-file-kind = Only JPEG, PNG and WebP pictures, PDF, and plain text or CSV in UTF-8 can stand by a post.
circles-words-file-broken = This file is broken or cut off: open it on your device, save it again, and upload that.
circles-words-file-pixels = This picture has more than { $most } million pixels: make it smaller.
circles-words-file-two-things = This file holds another one inside: upload the picture or document alone.
circles-words-file-large = A file may have { $most } MB at most: make it smaller.
circles-words-file-empty = This file is empty: choose another one.
circles-words-file-waiting = { $most ->
    [one] { $most } file of yours waits here for its post: send it or take it back first.
   *[other] { $most } files of yours wait here for their posts: send them or take some back first.
}

# Files by a post, and in the form that writes one.
circles-words-picture-undescribed = Picture: { $name }
circles-words-size = { $kilobytes } kB
circles-words-files-add = Add pictures or files
circles-words-files-kept = Files that will stand by the post
circles-words-files-label = Pictures and files
circles-words-files-hint = { $most ->
    [one] { $most } file of up to { $megabytes } MB: JPEG, PNG, WebP, PDF, text or CSV. Where a picture was taken is removed.
   *[other] Up to { $most } files of { $megabytes } MB each: JPEG, PNG, WebP, PDF, text or CSV. Where a picture was taken is removed.
}
circles-words-files-description = What they show
circles-words-files-description-hint = For those who cannot see them.

# Pages of ours that a text links to.
circles-words-cards-label = Pages this links to
circles-words-kind-problem = Problem
circles-words-kind-solution = Solution
circles-words-kind-mission = Mission
circles-words-kind-circle = Circle
circles-words-state-active = open
circles-words-state-being-addressed = being addressed
circles-words-state-resolved = resolved
circles-words-state-archived = archived
circles-words-state-proposed = proposed
circles-words-state-debating = being debated
circles-words-state-ready-for-action = ready for action
circles-words-state-in-progress = in progress
circles-words-state-completed = completed
circles-words-state-abandoned = abandoned
circles-words-state-open = open
circles-words-state-claimed = all places taken
circles-words-state-submitted = being checked
circles-words-state-verified = complete
circles-words-state-expired = ended
