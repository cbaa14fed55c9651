### The words of circles that several rooms share.

circles-navigation = 圈子

## Around every page of a circle

circles-tabs-label = 本圈子的各部分
circles-tab-talk = 讨论
circles-tab-board = 任务
circles-tab-progress = 进展
circles-tab-nearby = 附近
circles-tab-members = 成员
circles-tab-about = 简介
circles-tab-log = 日志
circles-tab-moderation = 管理
circles-tab-settings = 设置
circles-badge-private = 私密
circles-badge-archived = 已归档
circles-badge-place = 地点
circles-members = { $count } 名成员
circles-unread = { $count } 条未读帖子
circles-archived-title = 此圈子已归档
circles-archived-hint = 其中的内容仍可阅读，但在所有者恢复之前不能进行任何操作。
circles-archived-refunded = 费用已退还，因此它将保持归档。如需继续，请开设新的圈子。
circles-review-pending = 此圈子尚未审核
circles-review-pending-public = 文字通过审核之前，只有成员和受邀者能看到它。
circles-review-pending-private = 在此期间成员可以照常使用。
circles-review-flagged = 此圈子正在等待审核
circles-review-flagged-public = 文字通过审核之前，只有成员和受邀者能看到它。
circles-review-flagged-private = 在此期间成员可以照常使用。
circles-review-rejected = 此圈子的文字未通过审核
circles-review-rejected-public = 只有成员和受邀者能看到它。圈子的管理员可以修改名称和简介，之后会重新审核。
circles-review-rejected-private = 圈子的管理员可以修改名称和简介，之后会重新审核。
circles-report-this = 举报此圈子

## What can be wrong

circles-problem-circle-archived-title = 此圈子已归档
circles-problem-circle-archived-detail = 内容可以阅读，但不能进行任何操作。请联系所有者恢复它。
circles-problem-circle-refunded-title = 此圈子的费用已退还
circles-problem-circle-refunded-detail = 费用已退还的圈子将保持归档。请开设新的圈子。
circles-problem-circle-banned-title = 你已被此圈子封禁
circles-problem-circle-banned-detail = 封禁期间不能这样做。你可以向版主申诉。
circles-problem-circle-full-of-invitations-title = 邀请过多
circles-problem-circle-full-of-invitations-detail = 你已达到每名成员 24 小时内可发送的邀请上限。请稍后再试。
circles-problem-circle-last-owner-title = 圈子需要所有者
circles-problem-circle-last-owner-detail = 离开之前，请先把圈子移交给另一名成员。
circles-problem-circle-invitation-over-title = 此邀请已失效
circles-problem-circle-invitation-over-detail = 它已被使用、撤回或过期。请向成员索取新的邀请。
circles-problem-circle-slow-mode-title = 此圈子处于慢速模式
circles-problem-circle-slow-mode-detail = 请再等 { $seconds } 秒，然后再在这里发帖。
circles-problem-circle-thread-locked-title = 此话题已锁定
circles-problem-circle-thread-locked-detail = 内容可以阅读，但不能回复。请发起新话题，或请版主解锁。

# How many have a page of the circle open.
circles-present = { $count } 人在此
