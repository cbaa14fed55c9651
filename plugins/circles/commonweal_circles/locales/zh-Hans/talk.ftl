### 成员之间的交流：话题、回复、回应、置顶、锁定与未读标记。

## The feed of a circle

circles-talk-about = 关于这个圈子
circles-talk-title = 讨论
circles-talk-none = 这里还没有人发言
circles-talk-none-hint = 提个问题，说说你的发现，或者提议一起做点什么。
circles-talk-none-reader = 成员还没有写下任何内容。
circles-talk-pinned-label = 置顶话题
circles-talk-threads-label = 话题，最近有动静的在前
circles-talk-mark-read = 全部标为已读
circles-talk-replies =
    { $count ->
       *[other] { $count } 条回复
    }
circles-talk-replies-none = 还没有回复
circles-talk-reactions =
    { $count ->
       *[other] { $count } 个回应
    }
circles-talk-new-count =
    { $count ->
       *[other] { $count } 条新内容
    }
circles-talk-new-most = 99+ 条新内容
circles-talk-new = 新
circles-talk-pinned = 置顶
circles-talk-locked = 已锁定
circles-talk-kind-discussion = 讨论
circles-talk-kind-update = 进展
circles-talk-kind-proposal = 提议
circles-talk-kind-evidence = 证据
circles-talk-kind-decision = 决定
circles-talk-state-in-review = 等待审核
circles-talk-state-rejected = 未通过审核
circles-talk-state-held = 等待版主查看
circles-talk-state-hidden = 已被版主隐藏
circles-talk-only-you = 只有作者和圈子的版主能看到。
circles-talk-hidden-reason = 原因：{ $reason }
circles-talk-appeal = 申诉

## Writing

circles-talk-write = 发起话题
circles-talk-write-title = 发起话题
circles-talk-heading = 标题
circles-talk-text = 正文
circles-talk-text-hint = 支持 Markdown。用“@”提及成员。
circles-talk-kind = 类型
circles-talk-send = 发布
circles-talk-reply = 回复
circles-talk-reply-to-thread = 回复话题
circles-talk-reply-label = 你的回复
circles-talk-reply-send = 发送回复
circles-talk-join-to-write = 加入圈子后就能发言。
circles-talk-locked-hint = 这个话题已锁定，不再接受回复。
circles-talk-locked-moderator = 这个话题已锁定，只有版主可以回复。
circles-talk-edit = 编辑
circles-talk-edit-title = 编辑帖子
circles-talk-edit-hint = 能看到这条帖子的人也能看到它以前的版本。修改后的文字会再次审核。
circles-talk-edit-send = 保存
circles-talk-cancel = 取消
circles-talk-delete = 删除
circles-talk-delete-title = 删除帖子
circles-talk-delete-hint = 文字和文件会被永久删除，回复会保留。
circles-talk-draft-saved = 仅保存在此浏览器中
circles-talk-draft-restored = 你的草稿，仅保存在此浏览器中
circles-talk-draft-discard = 丢弃草稿

## A thread

circles-talk-back = 讨论
circles-talk-posts-label = 回复
circles-talk-permalink = 这条帖子的链接
circles-talk-edited = 已编辑
circles-talk-answers = 回复 { $name }
circles-talk-answers-nobody = 回复前面的一条帖子
circles-talk-deleted = 已被作者删除
circles-talk-withheld = 这条帖子不显示
circles-talk-more = 更多
circles-talk-react = 回应
circles-talk-reactions-label = 回应
circles-talk-reaction-agree = 赞同
circles-talk-reaction-thanks = 感谢
circles-talk-reaction-celebrate = 庆祝
circles-talk-reaction-curious = 好奇
circles-talk-reaction-concerned = 担心
circles-talk-reaction-take = { $reaction }：{ $count }，其中有你的。收回
circles-talk-report = 举报
circles-talk-hide = 隐藏
circles-talk-show = 重新显示
circles-talk-approve = 放行
circles-talk-pin = 置顶
circles-talk-unpin = 取消置顶
circles-talk-lock = 锁定话题
circles-talk-unlock = 解锁话题
circles-talk-first-part = 从话题开头看起
circles-talk-versions-title = 这条帖子的历史
circles-talk-version = 第 { $version } 版
circles-talk-version-now = 第 { $version } 版（当前）

## Own posts

circles-own-title = 你在此圈子中的帖子
circles-own-lead = 能看到此圈子的人都能阅读你在这里写的内容。删除后无法恢复。
circles-own-untitled = 未显示的话题
circles-own-reply = 回复
circles-own-none = 你在此圈子中没有帖子

## What was done

circles-flash-posted = 已发布。
circles-flash-in-review = 你的帖子正在等待审核。在此之前，只有你和圈子的版主能看到。
circles-flash-held = 你的第一条帖子要先由圈子的版主查看，其他人才能看到。
circles-flash-edited = 帖子已修改。
circles-flash-deleted = 帖子已删除。
circles-flash-marked = 话题已更改。
circles-field-too-deep =
    { $maximum ->
       *[other] 回复最多 { $maximum } 层。请回复更上层的帖子。
    }
circles-field-pins-most =
    { $maximum ->
       *[other] 最多只能置顶 { $maximum } 个话题。请先取消另一个。
    }
circles-kind-post = 圈子里的帖子
