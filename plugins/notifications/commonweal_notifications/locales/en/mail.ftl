# Mail about notifications, and the pages that its links lead to.
notifications-mail-open = Open
notifications-mail-inbox = See everything in your inbox
notifications-mail-settings = What you are told, and how
notifications-mail-unsubscribe = No more mail like this
notifications-mail-why = You receive this because mail about “{ $kind }” is on.
notifications-mail-why-always = You receive this because it concerns your account: “{ $kind }”. Mail like this cannot be turned off.
notifications-mail-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
notifications-mail-batch-title = { $count ->
    [one] While it was quiet: { $count } notification
   *[other] While it was quiet: { $count } notifications
}
notifications-mail-batch-why = You receive this now because your quiet hours are over.
notifications-mail-daily-title = { $count ->
    [one] Your day: { $count } notification
   *[other] Your day: { $count } notifications
}
notifications-mail-daily-why = You receive this because you have a daily digest.
notifications-mail-weekly-title = { $count ->
    [one] Your week: { $count } notification
   *[other] Your week: { $count } notifications
}
notifications-mail-weekly-why = You receive this because you have a weekly digest.

notifications-unsubscribe-title = No more mail like this
notifications-unsubscribe-kinds = { $count ->
    [one] From now on you will get no mail about:
   *[other] From now on you will get no mail about any of these:
}
notifications-unsubscribe-digest = From now on you will get no digests.
notifications-unsubscribe-bulk = From now on you will get no digests, and no mail that you need not act on.
notifications-unsubscribe-rest = You still find everything in your inbox on this site, and you can turn mail on again in the settings.
notifications-unsubscribe-button = Turn this mail off
notifications-unsubscribe-bulk-button = Turn off all bulk mail
notifications-unsubscribe-done = Done: this mail is off.
notifications-unsubscribe-settings = See all settings
notifications-audit-act-lift-suppression = Mail to an address allowed again
