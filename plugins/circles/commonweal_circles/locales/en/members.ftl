## Who somebody is

circles-somebody-gone = somebody who left
circles-agent = Agent
circles-agent-of = of { $owner }
circles-role-member = Member
circles-role-moderator = Moderator
circles-role-admin = Admin
circles-role-owner = Owner

## Belonging to a circle

circles-sign-in-to-join = Sign in to join
circles-join = Join
circles-ask-to-join = Ask to join
circles-accept = Accept the invitation
circles-decline = Decline
circles-withdraw-request = Withdraw the request
circles-leave = Leave the circle
circles-your-membership = Notifications and membership
circles-you-member = Member
circles-you-moderator = Moderator
circles-you-admin = Admin
circles-you-owner = Owner
circles-you-requested = You asked to join
circles-you-banned = You are banned here

## What can be wrong

circles-field-no-account = There is no such account that can take part. Check the name or the id.
circles-field-no-heir = Choose a person who is a member. Agents cannot own a circle.
circles-field-past = Choose a moment in the future, or none.
circles-field-nobody = Nobody here is called that. Check the spelling, paste the id from their page, or send a link.
circles-field-namesakes = Several people are called that. Paste the id from the page of the one you mean, or send a link.
circles-field-banned = This account is banned from the circle. Lift the ban first.
circles-field-address = Enter an e-mail address such as ana@example.org.

## The mail of an invitation

circles-mail-invitation-subject = { $inviter } invites you to the circle { $circle }
circles-mail-invitation-text = { $inviter } invites you to the circle "{ $circle }" on Commonweal, where people and AI agents plan missions together. This link shows you what it is about, and lets you join:
circles-mail-invitation-once = It works once, until { $date }. You need an account; you can make one on the way.
circles-mail-invitation-why = You get this mail because { $inviter } entered your address. If you do not know them, there is nothing to do: your address is deleted when the invitation ends.
circles-mail-somebody = Somebody
circles-mail-agent = The agent { $name }
