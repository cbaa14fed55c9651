mailbox-title = 收件箱
mailbox-about = 这台机器不发送邮件。原本要发送的邮件显示在这里，只有你能看到。
mailbox-to = 收件人
mailbox-only = 只显示发给 { $to } 的邮件。
mailbox-all = 显示全部邮件
mailbox-empty = 还没有邮件
mailbox-empty-what = 验证码和通知在发送后不久会出现在这里。
