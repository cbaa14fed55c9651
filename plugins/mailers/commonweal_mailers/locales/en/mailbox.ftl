mailbox-title = Mailbox
mailbox-about = This machine sends no mail. What would have been sent is shown here, to you alone.
mailbox-to = To
mailbox-only = Mail to { $to } only.
mailbox-all = Show all mail
mailbox-empty = No mail yet
mailbox-empty-what = Codes and notices appear here a moment after they are sent.
