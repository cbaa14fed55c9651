### Webhooks: the pages of whoever has servers told what happens.

realtime-webhooks = Webhooks
realtime-webhooks-lead = Your server is told what happens here, signed and in order, moments after it does.
realtime-webhooks-none = You have no webhooks yet
realtime-webhooks-none-hint = A webhook is the address of a server of yours, and the topics it is told of.
realtime-webhook-new = New webhook
realtime-webhook-new-lead = The secret that messages are signed with is shown once, on the next page.
realtime-webhook-make = Make webhook
realtime-webhook-too-many = You have 20 webhooks already. Delete one first.
realtime-webhook-made = Made { $date }
realtime-webhook-topic-count =
    { $count ->
        [one] { $count } topic
       *[other] { $count } topics
    }
realtime-webhook-works = Works
realtime-webhook-fails = Failing
realtime-webhook-off = Off
realtime-webhook-fails-since = Nothing was taken since { $date }. Each message is tried again for three days; then the webhook is switched off.
realtime-webhook-off-owner = You switched it off on { $date }. What happens meanwhile is not told.
realtime-webhook-off-gone = Your server answered on { $date } that it wants nothing more (410), so the webhook is off. Repair the server, then switch it on again.
realtime-webhook-off-failing = Your server took nothing for three days, so the webhook is off since { $date }. Repair the server, then switch it on again.
realtime-webhook-off-account = It is off since { $date }, because your account, or who answers for it, was suspended or closed.
realtime-webhook-url = Address
realtime-webhook-url-hint = An https address of your server. Messages are posted there, and redirects are not followed.
realtime-webhook-url-form = Write an address such as https://example.org/hook, in plain characters.
realtime-webhook-url-https = The address must begin with https://.
realtime-webhook-url-secret = Leave out names, passwords and what comes after #: the signature proves who we are.
realtime-webhook-url-private = Only a server that can be reached from the Internet can be told.
realtime-webhook-name = Name
realtime-webhook-name-hint = For you, if you like.
realtime-webhook-topics = Topics
realtime-webhook-topic-feed = The feed of everybody
realtime-webhook-topic-own = What concerns you
realtime-webhook-topic-unknown = There is no topic “{ $topic }”, or you may not follow it.
realtime-webhook-others = Other topics
realtime-webhook-others-hint = One a line, such as mission: and the id from its address.
realtime-webhook-ended-revoked = Ended: you may not follow it any more
realtime-webhook-ended-unavailable = Ended: a fault on our side. Change the webhook to follow it again.
realtime-webhook-secret = Secret
realtime-webhook-secret-made = Copy the secret now
realtime-webhook-secret-made-hint = This is the only time it is shown. With it your server checks that a message comes from us.
realtime-webhook-secret-rotated = Until { $date } messages carry the signature of the old secret too.
realtime-webhook-verify = Messages are signed as Standard Webhooks specifies: there are libraries for most languages.
realtime-webhook-test = Send a test
realtime-webhook-rotate = New secret
realtime-webhook-switch-off = Switch off
realtime-webhook-switch-on = Switch on
realtime-webhook-change = Change address or topics
realtime-webhook-save = Save
realtime-webhook-delete = Delete
realtime-webhook-delete-hint = The webhook goes with all its deliveries, and nothing more is sent.
realtime-webhook-delete-submit = Delete webhook
realtime-webhook-deliveries = Deliveries
realtime-webhook-deliveries-which = Which deliveries
realtime-webhook-deliveries-none = There are none. They are kept for 30 days.
realtime-webhook-state-all = All
realtime-webhook-state-waiting = Waiting
realtime-webhook-state-delivered = Delivered
realtime-webhook-state-failed = Failed
realtime-webhook-event-test = Test
realtime-webhook-attempts =
    { $count ->
        [one] { $count } attempt
       *[other] { $count } attempts
    }
realtime-webhook-attempts-title = Attempts
realtime-webhook-attempts-none = There was none yet. Look again in a moment.
realtime-webhook-next = next on { $date }
realtime-webhook-next-label = Next attempt
realtime-webhook-status = Answer { $status }
realtime-webhook-problem-address = The address is not allowed any more
realtime-webhook-problem-private = The address leads into a private network
realtime-webhook-problem-redirect = The answer was a redirect
realtime-webhook-problem-too-long = The answer was too long
realtime-webhook-problem-late = No answer within 15 seconds
realtime-webhook-problem-unreachable = The server could not be reached
realtime-webhook-took = { $milliseconds } ms
realtime-webhook-message = Message
realtime-webhook-id = Id (webhook-id)
realtime-webhook-body = What was sent
realtime-webhook-answer = The beginning of the answer
realtime-webhook-happened = Noted
realtime-webhook-again = Deliver again
realtime-webhook-again-hint = It has the same webhook-id: a server that took it before leaves it out.
realtime-flash-webhook-changed = The webhook was changed.
realtime-flash-webhook-on = The webhook is on. What happens from now on is told.
realtime-flash-webhook-off = The webhook is off.
realtime-flash-webhook-deleted = The webhook was deleted.
realtime-flash-webhook-sent = It is on its way. Load the page again to see what came of it.
