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
