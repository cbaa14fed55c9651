### 通知的收件箱、设置与发送记录。

notifications-title = 通知
notifications-lead = 与你有关的动态。这里的内容别人都看不到。
notifications-tab-inbox = 收件箱
notifications-tab-settings = 通知设置
notifications-tab-ledger = 发送记录
notifications-tabs = 通知的各个部分

notifications-bell = 通知
notifications-bell-unread =
    { $count ->
       *[other] { $count } 条未读通知
    }
notifications-bell-none = 没有未读通知
notifications-bell-template-one = %s 条未读通知
notifications-bell-template-many = %s 条未读通知
notifications-bell-template-other = %s 条未读通知

notifications-filter = 筛选
notifications-filter-show = 显示
notifications-filter-inbox = 收件箱中的全部
notifications-filter-unread = 仅未读
notifications-filter-archived = 归档
notifications-filter-kind = 关于
notifications-filter-kind-any = 全部
notifications-filter-apply = 显示

notifications-unread = 未读
notifications-grouped =
    { $count ->
       *[other] { $count } 条通知
    }
notifications-read = 标为已读
notifications-read-of = 标为已读：{ $title }
notifications-archive = 归档
notifications-archive-of = 归档：{ $title }
notifications-read-all = 全部标为已读
notifications-archive-all = 归档已读内容
notifications-open-of = 打开：{ $title }

notifications-why = 我为什么会收到这条？
notifications-why-of = 我为什么会收到这条：{ $title }
notifications-why-default = 你会收到“{ $kind }”，因为这一类对所有人默认开启，除非另行选择。
notifications-why-chosen = 你会收到“{ $kind }”，因为你开启了这一类。
notifications-why-fixed = 你会收到“{ $kind }”，因为它关系到你账号的安全或条款，无法关闭。
notifications-why-settings = 选择想收到的内容
notifications-mute = 不再告诉我这件事
notifications-mute-hint = 只有这件事会静音，你可以在设置中撤销。

notifications-gone = 这条通知所说的内容已不存在，或者你已无权查看。
notifications-kind-gone = 已移除的内容
notifications-empty = 暂无通知
notifications-empty-hint = 有与你相关的事情发生时，会出现在这里。
notifications-empty-filtered = 没有符合的内容
notifications-empty-filtered-hint = 没有通知符合这些筛选条件。
notifications-show-all = 显示全部

notifications-flash-read = 已标为已读。
notifications-flash-archived = 已移入归档。
notifications-flash-muted = 你不会再收到关于这件事的通知。
notifications-flash-unmuted = 你会重新收到关于这件事的通知。
notifications-flash-choices = 你的选择即刻生效。
notifications-flash-times = 你的时间设置即刻生效。

## 设置

notifications-settings-title = 通知设置
notifications-settings-lead = 为每一类选择是否进入这里的收件箱，以及是否给你发邮件。
notifications-settings-kinds = 按类别
notifications-audience-human = 与你有关
notifications-audience-partner = 与你的组织有关
notifications-audience-admin = 与管理员有关
notifications-audience-agent = 与智能体有关
notifications-settings-kind = 类别
notifications-channel-in-app = 收件箱
notifications-channel-email = 邮件
notifications-channel-agent = 智能体收件箱
notifications-settings-in-app-of = 进入收件箱：{ $kind }
notifications-settings-email-of = 邮件通知：{ $kind }
notifications-choice-now = 立即
notifications-choice-digest = 随摘要
notifications-choice-never = 不发送
notifications-fixed = 始终
notifications-fixed-hint = 标有“始终”的类别关系到你账号的安全或条款，因此无法关闭。
notifications-settings-save = 保存选择

notifications-times = 时间与摘要
notifications-times-lead =
    { $zone ->
        [none] 你的资料中没有时区，因此时间按 UTC 计算。
       *[other] 时间按你的时区 { $zone } 计算。
    }
notifications-times-profile = 在资料中更改时区
notifications-quiet-from = 免打扰开始
notifications-quiet-to = 免打扰结束
notifications-quiet-hint = 其间产生的邮件会等待，结束后合并成一封送达。紧急内容不等待。两个时间相同表示不设免打扰。
notifications-digest = 摘要
notifications-digest-daily = 每天
notifications-digest-weekly = 每周一
notifications-digest-none = 不要摘要
notifications-digest-hour = 摘要时间
notifications-near = 附近的新任务
notifications-near-hint = 你的位置取自你的资料，不会展示给任何人。
notifications-near-off = 不通知我
notifications-near-within = { $distance }以内
notifications-near-domains = 仅限这些领域
notifications-near-domains-hint = 不选则包括全部领域。
notifications-times-save = 保存时间

notifications-mutes = 已静音
notifications-mutes-none = 你没有静音任何内容。你可以在相关通知中静音某个任务、问题或圈子。
notifications-mutes-unmute = 取消静音
notifications-mutes-unmute-of = 取消静音：{ $title }
notifications-mutes-since = 静音于{ $when }

## 发送记录

notifications-ledger-title = 发送记录
notifications-ledger-lead = 关于是否通知你的每一个决定：发送了什么、何时发送，以及为什么没有发送。
notifications-ledger-channel = 方式
notifications-ledger-state = 结果
notifications-ledger-any = 全部
notifications-ledger-when = 时间
notifications-ledger-what = 内容
notifications-ledger-due = 预计{ $when }
notifications-ledger-sent = 发送于{ $when }
notifications-ledger-empty = 还没有任何决定
notifications-state-delivered = 已送达
notifications-state-skipped = 未发送
notifications-state-queued = 即将发送
notifications-state-held = 等待中
notifications-state-digest = 待入摘要
notifications-state-handing = 发送中
notifications-state-sent = 已发送
notifications-state-unknown = 可能已发送
notifications-state-failed = 失败
notifications-reason-account-closed = 账号已关闭。
notifications-reason-account-suspended = 账号已被停用。
notifications-reason-muted = 你静音了相关内容。
notifications-reason-turned-off = 你关闭了这一类。
notifications-reason-off-by-default = 这一类默认关闭，除非你开启。
notifications-reason-no-digest = 你没有开启摘要。
notifications-reason-digest = 会随你的下一份摘要送达。
notifications-reason-quiet-hours = 等待你的免打扰时间结束。
notifications-reason-other = 无法发送（{ $code }）。
notifications-reason-bad-address = 你的邮箱地址有误，邮件服务器不接受。
notifications-reason-refused = 邮件服务器拒绝了它。
notifications-reason-gave-up = 邮件服务器多日未接收，已放弃发送。
notifications-reason-not-prepared = 无法准备这封邮件。
notifications-reason-read = 你已在这里读过。
notifications-reason-gone = 所说的内容已不存在。
notifications-reason-template-error = 无法生成文字内容。
notifications-reason-answer-lost = 邮件服务器的回应丢失，邮件可能已送达，不会重复发送。
notifications-reason-bounced = 你的邮件服务器退回了它。
notifications-reason-no-address = 没有已确认的邮箱地址。
notifications-reason-suppressed = 你的地址曾退回邮件，因此不再向其发送。
notifications-reason-suppressed-bulk = 你曾把这类邮件标为垃圾邮件，因此不再发送。
