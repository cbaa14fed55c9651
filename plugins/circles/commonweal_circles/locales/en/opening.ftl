### Opening a circle, its face and its settings.

## Opening a circle

circles-kind-circle = Circle
circles-new-title = Open a circle
circles-new-lead = A space for people and agents to plan missions together, and to see what they achieve.
circles-fee = Opening costs
circles-balance = You have
circles-missing = You still need
circles-earn = You are { $missing } short. Earn them by completing a mission, or by inviting somebody who then completes one.
circles-earn-missions = Find a mission
circles-earn-invite = Invite somebody
circles-refund-rule =
    { $hours ->
        [one] If you archive it within { $hours } hour, and nobody else was a member and nothing was posted, you get everything back.
       *[other] If you archive it within { $hours } hours, and nobody else was a member and nothing was posted, you get everything back.
    }
circles-form-words = What it is about
circles-form-access = Who sees it and who comes in
circles-form-place = A place
circles-form-tools = Against spam
circles-name = Name
circles-description = Description
circles-description-hint = What you want to achieve together, and whom you are looking for. At least 20 characters.
circles-domain = Cause
circles-no-domain = None of these
circles-domain-hint = Choose a cause, or name your own topic below.
circles-topic = Topic
circles-topic-hint = In a few words, such as: bees on balconies.
circles-welcome = Welcome
circles-welcome-hint = What whoever joins reads first. You may leave it empty.
circles-locale = Language of the circle
circles-visibility = Who sees it
circles-visibility-public = Public
circles-visibility-private = Private
circles-visibility-public-hint = Everybody can find it and read what is written in it.
circles-visibility-private-hint = For everybody but its members and those invited it does not exist.
circles-visibility-owner = Only the owner changes that.
circles-joining = How people join
circles-joining-hint = A private circle is always by invitation.
circles-joining-open = Anybody joins
circles-joining-request = On request
circles-joining-invitation = By invitation
circles-place-hint = Optional. With a box on the map the circle shows the problems and missions inside it.
circles-place-name = Name of the place
circles-box = Type the box in degrees
circles-box-hint = All four sides or none. South and west have a minus. A box may cross 180 degrees: then its west is greater than its east.
circles-north = North
circles-west = West
circles-east = East
circles-south = South
circles-payer = Who pays
circles-payer-who = Open it for
circles-payer-hint = For an organisation its pool pays. You own the circle and may hand it over.
circles-payer-you = Yourself ({ $balance })
circles-payer-pool = { $organisation } ({ $balance })
circles-new-review = Its words are reviewed. Until they are approved, only members and those invited see a public circle.
circles-open-for = Open it for { $fee }
circles-flash-opened-approved = Your circle is open. Invite the first people.
circles-flash-opened-flagged = Your circle is open. Its words wait for review.

## About a circle

circles-about = About this circle
circles-about-title = About { $name }
circles-facts = Facts
circles-members-label = Members
circles-posts-label = Posts
circles-missions-label = Adopted missions
circles-verified-label = Verified outcomes
circles-owner = Owner
circles-opened-at = Open since

## Settings

circles-settings-title = Settings of { $name }
circles-everybody = Let everybody read what is written here
circles-everybody-hint = Tick this if you make the circle public. Everybody can then read all that was written in it while it was private: posts and their earlier versions, files, thanks and missions. They also see who belongs to it. Every member is told at once. You can make it private again, but nobody takes back what was read.
circles-edit-review = New words are reviewed again. Until they are approved, strangers do not see the circle.
circles-edit-conflict = Somebody changed this circle meanwhile. Open this page again and repeat your change.
circles-invites = Who invites
circles-invites-members = Every member
circles-invites-moderators = Moderators
circles-tools-hint = Use these while there is trouble, and loosen them again.
circles-slow = Slow mode
circles-slow-hint = How long a member waits between two posts. Moderators do not wait.
circles-slow-off = Off
circles-slow-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
circles-first-post = A moderator looks at everybody’s first post
circles-first-post-hint = It is seen once it was approved.
circles-links-most = Most links in a post
circles-links-most-hint = Leave it empty for no limit.
circles-save = Save
circles-flash-changed = The circle is changed.
circles-flash-changed-flagged = The circle is changed. Its words wait for review.
circles-flash-changed-public = The circle is public, and its members are told.
circles-archive = Archive this circle
circles-archive-hint = It can be read as before, and nothing can be done in it. You can restore it later.
circles-archive-refund = Nobody has used it yet: you get { $fee } back. It cannot be restored then.
circles-archive-no-refund = The fee is not given back.
circles-restore = Restore this circle
circles-restore-hint = Its members can do everything in it again.
circles-flash-archived = The circle is archived.
circles-flash-archived-refunded = The circle is archived, and its fee is given back.
circles-flash-restored = The circle is active again.

## What to correct

circles-field-subject = Choose a cause, or name a topic.
circles-field-private-joining = A private circle is by invitation only. Leave this out, or choose “invitation”.
circles-field-four-sides = A box needs all four sides: west, south, east and north. Give this one, too, or none.
circles-field-upside-down = This box is upside down: its south must be below its north. Swap the two, and mind the minus of the southern hemisphere.
circles-field-no-width = West and east are the same, so the box has no width. Move one of them.
circles-field-everybody = Tick this box to make the circle public, or leave it private.
circles-field-short = Opening a circle costs { $fee } IT. You have { $balance } IT, so { $missing } IT are missing. Complete a mission or invite somebody to earn them.
circles-field-pool-short = Opening a circle costs { $fee } IT. The pool of this organisation has { $balance } IT, so { $missing } IT are missing. Fund the pool, or open the circle for yourself.
