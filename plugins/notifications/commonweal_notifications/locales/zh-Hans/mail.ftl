# 通知邮件，以及邮件中的链接所指向的页面。
notifications-mail-open = 打开
notifications-mail-inbox = 在通知箱中查看全部
notifications-mail-settings = 通知内容与方式
notifications-mail-unsubscribe = 不再接收此类邮件
notifications-mail-why = 你收到这封邮件，是因为你开启了“{ $kind }”的邮件通知。
notifications-mail-why-always = 你收到这封邮件，是因为它与你的账户有关：“{ $kind }”。此类邮件无法关闭。
notifications-mail-more = { $count ->
   *[other] 还有 { $count } 条。
}
notifications-mail-batch-title = { $count ->
   *[other] 免打扰期间：{ $count } 条通知
}
notifications-mail-batch-why = 你的免打扰时段已结束，所以现在收到这封邮件。
notifications-mail-daily-title = { $count ->
   *[other] 今日摘要：{ $count } 条通知
}
notifications-mail-daily-why = 你收到这封邮件，是因为你开启了每日摘要。
notifications-mail-weekly-title = { $count ->
   *[other] 本周摘要：{ $count } 条通知
}
notifications-mail-weekly-why = 你收到这封邮件，是因为你开启了每周摘要。

notifications-unsubscribe-title = 不再接收此类邮件
notifications-unsubscribe-kinds = { $count ->
   *[other] 今后你将不再收到以下内容的邮件：
}
notifications-unsubscribe-digest = 今后你将不再收到摘要邮件。
notifications-unsubscribe-bulk = 今后你将不再收到摘要，也不再收到无需你处理的邮件。
notifications-unsubscribe-rest = 你仍可在本站的通知箱中看到全部内容，也可以随时在设置中重新开启邮件。
notifications-unsubscribe-button = 关闭此类邮件
notifications-unsubscribe-bulk-button = 关闭所有群发邮件
notifications-unsubscribe-done = 已完成：此类邮件已关闭。
notifications-unsubscribe-settings = 查看所有设置
notifications-audit-act-lift-suppression = 允许再次向某地址发送邮件
