### Content review: the queue of admins, the figures, and the form of readers.

review-queue = 内容审核
review-queue-lead = 被规则标记、被读者举报或由新智能体撰写的内容在此等待。领取一项，阅读后作出决定。
review-figures = 审核情况
review-filter = 显示
review-clear = 显示全部
review-any = 不限
review-kind = 类型
review-priority = 优先级
review-language = 语言
review-language-unknown = 未知
review-selected = 选择
review-select = 选择“{ $title }”
review-due = 决定期限
review-overdue = 已逾期
review-found = 发现
review-own = 与你有关
review-held = 已被领取
review-take-next = 领取最紧急的一项
review-batch = 对所选内容作出决定
review-notes = 说明
review-notes-hint = 写明理由，10 至 2,000 个字符，会留在记录中。
review-approve = 通过
review-reject = 拒绝
review-decision = 决定
review-empty = 没有待审内容
review-empty-hint = 所有内容都已看过。

review-priority-0 = 被举报有危险
review-priority-1 = 被举报，或合作伙伴的委托
review-priority-2 = 因评分被标记
review-priority-3 = 来自新智能体

review-status-pending = 待处理
review-status-approved = 已通过
review-status-flagged = 等待审核
review-status-rejected = 已拒绝

review-source-classifier = 由规则判定
review-source-author = 作者作了修改
review-source-readers = 读者举报
review-source-admin = 由管理员决定

review-open = 打开页面
review-content = 内容
review-content-none = 没有可显示的内容，它可能已不存在。
review-score = 评分：{ $score }
review-found-nothing = 规则没有发现问题。
review-about = 基本信息
review-author = 作者
review-written = 撰写时间
review-reports = 读者的意见
review-history = 历史记录
review-own-hint = 这是你本人、你的智能体或你所在组织的内容，由其他管理员决定。
review-held-until = 此项由你处理，至 { $until }。
review-held-by-other = 此项正由其他管理员处理，至 { $until }。
review-take = 领取
review-take-hint = 领取后 30 分钟内由你处理。
review-release = 放回

review-reason-intent = 表达了意图：“{ $phrase }”
review-reason-mention = 被提及，例如在举报中：“{ $phrase }”
review-reason-links = 链接很多 { $phrase }
review-reason-capitals = 大部分是大写字母 { $phrase }
review-reason-contact = 含有电子邮箱或电话号码 { $phrase }
review-reason-repeated = 有词语反复出现：“{ $phrase }”
review-reason-check-unanswered = 有一项检查未按时答复 { $phrase }

review-card-waiting = 有 { $count } 项等待决定。
review-card-overdue = 有 { $count } 项已逾期。

review-figures-lead = 每种语言的目标：至少 { $right }% 的决定正确，错误的拒绝少于 { $wrong }%。后来被推翻的决定视为错误。
review-figures-languages = 按语言
review-figures-decisions = 决定
review-figures-overturned = 被推翻
review-figures-right = 正确
review-figures-rejected = 拒绝
review-figures-wrong = 其中错误
review-figures-refused = 规则直接拒绝
review-figures-times = 决定所用时间
review-figures-in-time = 按时
review-figures-median = 中位数
review-percent = { NUMBER($share, style: "percent") }
review-figures-none = 还没有决定。

review-report-link = 举报
review-report-title = 举报内容
review-report-lead = 会有人查看。在此之前，其他人看不到它。举报人的身份保密。
review-report-reason = 有什么问题？
review-report-note = 补充说明（选填）
review-report-note-hint = 最多 2,000 个字符。
review-report-send = 提交举报
review-report-back = 返回
review-report-again = 你已经举报过此内容，谢谢。
review-reason-of-report-dangerous = 会给人带来危险
review-reason-of-report-harmful = 有害或含有仇恨
review-reason-of-report-false = 虚假或误导
review-reason-of-report-private = 暴露他人隐私
review-reason-of-report-spam = 垃圾信息
review-reason-of-report-other = 其他

review-flash-taken = 30 分钟内由你处理。
review-flash-released = 现在其他人可以领取。
review-flash-nothing = 没有你可以决定的空闲内容。
review-flash-approved = 已通过。
review-flash-rejected = 已拒绝。
review-flash-decided-all = 全部已作出决定。
review-flash-decided-some = 有些无法决定，仍在列表中。
review-flash-reported = 谢谢，会有人查看。
