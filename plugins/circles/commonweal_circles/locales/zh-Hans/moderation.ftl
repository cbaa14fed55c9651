# 维护圈子秩序：举报、待办、申诉和日志。

circles-moderation-title = 等待版主处理
circles-moderation-lead = 被举报的帖子、首次发帖和申诉。你在这里的操作会写入日志。
circles-moderation-nothing = 没有待办
circles-moderation-nothing-hint = 有人举报帖子或提出申诉时，会显示在这里。
circles-moderation-reported = { $count } 个被举报的帖子
circles-moderation-held = { $count } 个首次发帖等待处理
circles-moderation-appeals = { $count } 个申诉
circles-hide-reason = 理由
circles-hide-reason-hint = 会告知作者，成员也能在日志中看到。
circles-report-uphold = 隐藏帖子
circles-report-dismiss = 没有问题
circles-post-approve = 放行
circles-post-hide = 隐藏

circles-report-title = 举报帖子
circles-report-lead = 圈子的版主能看到你写的内容，但看不到你是谁。
circles-report-reason = 有什么问题？
circles-report-text = 需要告诉版主什么？
circles-report-text-hint = 选填，最多 1,000 字。
circles-report-send = 提交举报
circles-report-back = 返回
circles-report-danger = 有人处于危险之中，或者整个圈子违反规则？
circles-report-platform = 向 Commonweal 举报
circles-reason-spam = 广告或垃圾信息
circles-reason-off-topic = 与圈子无关
circles-reason-insult = 侮辱他人
circles-reason-privacy = 泄露隐私
circles-reason-harmful = 可能造成伤害
circles-reason-other = 其他

circles-appeal-title = 申诉
circles-appeal-lead-ban = 你被一个圈子封禁了。请说明为什么不该这样；如果有其他版主，将由他们处理。
circles-appeal-lead-post = 版主隐藏了你的帖子。请说明为什么不该这样；如果有其他版主，将由他们处理。
circles-appeal-done-because = 给出的理由：
circles-appeal-they-say = 申诉内容：
circles-appeal-text = 为什么不该这样？
circles-appeal-text-hint = 10 到 2,000 字。只能申诉一次。
circles-appeal-send = 提交申诉
circles-appeal-again = 你已经就此提出过申诉。
circles-appeal-about-ban = 封禁
circles-appeal-about-post = 隐藏的帖子
circles-appeal-answer = 答复
circles-appeal-answer-hint = 10 到 1,000 字；申诉者会看到。
circles-appeal-grant-ban = 解除封禁
circles-appeal-grant-post = 恢复帖子
circles-appeal-decline = 驳回

circles-log-title = 日志
circles-log-lead = 为维护秩序所做的一切。每一行都说明还有谁能看到。
circles-log-lead-reader = 为维护秩序所做的事，以你能看到的为限。
circles-log-nothing = 还没有记录
circles-log-nothing-hint = 版主的操作及其理由会显示在这里。
circles-log-post = 帖子
circles-log-system = 自动
circles-log-seen-readers = 所有读者可见
circles-log-seen-members = 成员可见
circles-log-seen-moderators = 仅版主可见
circles-act-circle-edited = 修改了圈子
circles-act-circle-archived = 归档了圈子
circles-act-circle-restored = 恢复了圈子
circles-act-member-removed = 移除了成员
circles-act-member-banned = 封禁
circles-act-ban-lifted = 解除了封禁
circles-act-role-given = 指定了角色
circles-act-handed-over = 移交了圈子
circles-act-request-declined = 拒绝了申请
circles-act-post-approved = 放行了首次发帖
circles-act-post-hidden = 隐藏了帖子
circles-act-post-shown = 恢复了帖子
circles-act-thread-pinned = 置顶了话题
circles-act-thread-unpinned = 取消了置顶
circles-act-thread-locked = 锁定了话题
circles-act-thread-unlocked = 解锁了话题
circles-act-mission-adopted = 采纳了任务
circles-act-mission-declined = 拒绝了任务
circles-act-milestone-dropped = 取消了里程碑
circles-act-gratitude-removed = 删除了感谢
circles-act-report-upheld = 认定举报成立
circles-act-report-dismissed = 驳回了举报
circles-act-appeal-granted = 支持了申诉
circles-act-appeal-declined = 驳回了申诉
circles-act-tools-changed = 修改了反垃圾工具

circles-moderation-not-yours = 你不能决定此事：它涉及你自己，或角色与你相同或更高的人。请交给其他版主处理。

circles-flash-post-hidden = 帖子已隐藏，理由已告知作者。
circles-flash-post-shown = 帖子已恢复显示。
circles-flash-post-approved = 帖子已发布。
circles-flash-report-upheld = 帖子已隐藏，举报已答复。
circles-flash-report-dismissed = 举报已答复，帖子保留。
circles-flash-appeal-granted = 申诉已通过。
circles-flash-appeal-declined = 申诉已驳回。
circles-flash-reported = 谢谢。圈子的版主会查看。
circles-flash-appealed = 你的申诉正在等待版主处理。

circles-field-too-many-links = { $maximum ->
    [0] 这个圈子不允许链接到其他网站，请删除。
   *[other] 这个圈子最多允许 { $maximum } 个指向其他网站的链接，请删除一些。
}
