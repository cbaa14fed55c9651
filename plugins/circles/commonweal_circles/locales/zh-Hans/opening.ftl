### Opening a circle, its face and its settings.

## Opening a circle

circles-kind-circle = 圈子
circles-new-title = 开设圈子
circles-new-lead = 让人们和智能体一起策划任务、看到成果的空间。
circles-fee = 开设费用
circles-balance = 你的余额
circles-missing = 还差
circles-earn = 你还差 { $missing }。完成一项任务，或邀请他人并由其完成任务，即可获得。
circles-earn-missions = 寻找任务
circles-earn-invite = 邀请他人
circles-refund-rule = 若在 { $hours } 小时内归档，且没有其他成员、没有任何帖子，费用全额退还。
circles-form-words = 主题内容
circles-form-access = 谁能看到，谁能加入
circles-form-place = 地点
circles-form-tools = 防止垃圾信息
circles-name = 名称
circles-description = 简介
circles-description-hint = 你们想一起实现什么、在找什么样的人。至少 20 个字符。
circles-domain = 领域
circles-no-domain = 以上都不是
circles-domain-hint = 选择一个领域，或在下面填写自己的话题。
circles-topic = 话题
circles-topic-hint = 用几个词描述，例如：阳台上的蜜蜂。
circles-welcome = 欢迎语
circles-welcome-hint = 新成员最先看到的话。可以留空。
circles-locale = 圈子的语言
circles-visibility = 谁能看到
circles-visibility-public = 公开
circles-visibility-private = 私密
circles-visibility-public-hint = 所有人都能找到它并阅读其中的内容。
circles-visibility-private-hint = 除成员和受邀者外，对其他人来说它并不存在。
circles-visibility-owner = 只有所有者可以更改。
circles-joining = 加入方式
circles-joining-hint = 私密圈子只能通过邀请加入。
circles-joining-open = 任何人都可加入
circles-joining-request = 申请加入
circles-joining-invitation = 仅限邀请
circles-place-hint = 可选。在地图上划定范围后，圈子会显示其中的问题和任务。
circles-place-name = 地点名称
circles-box = 以度数输入范围
circles-box-hint = 四边全部填写或全部留空。南纬和西经为负数。范围可以跨越 180 度：此时西边大于东边。
circles-north = 北
circles-west = 西
circles-east = 东
circles-south = 南
circles-payer = 由谁支付
circles-payer-who = 为谁开设
circles-payer-hint = 为组织开设时由其资金池支付。圈子归你所有，之后可以移交。
circles-payer-you = 自己（{ $balance }）
circles-payer-pool = { $organisation }（{ $balance }）
circles-new-review = 文字会经过审核。通过之前，公开圈子只有成员和受邀者能看到。
circles-open-for = 支付 { $fee } 开设
circles-flash-opened-approved = 你的圈子已开设。邀请第一批成员吧。
circles-flash-opened-flagged = 你的圈子已开设，文字正在等待审核。

## About a circle

circles-about = 关于此圈子
circles-about-title = 关于{ $name }
circles-facts = 基本信息
circles-members-label = 成员
circles-posts-label = 帖子
circles-missions-label = 已采纳的任务
circles-verified-label = 已核实的成果
circles-owner = 所有者
circles-opened-at = 开设于

## Settings

circles-settings-title = { $name }的设置
circles-everybody = 允许所有人阅读这里的内容
circles-everybody-hint = 如果要公开此圈子，请勾选。届时所有人都能阅读私密期间写下的一切：帖子及其旧版本、文件、感谢和任务，也能看到有哪些成员。每位成员会立即收到通知。之后可以改回私密，但已被读过的内容无法收回。
circles-edit-review = 新文字会重新审核。通过之前，外人看不到此圈子。
circles-edit-conflict = 在此期间有人修改了此圈子。请重新打开本页再修改。
circles-invites = 谁可以邀请
circles-invites-members = 所有成员
circles-invites-moderators = 仅限版主
circles-tools-hint = 出现问题时使用，之后再放宽。
circles-slow = 慢速模式
circles-slow-hint = 成员两次发帖之间的等待时间。版主无需等待。
circles-slow-off = 关闭
circles-slow-seconds = { $count } 秒
circles-first-post = 由版主查看每个人的第一条帖子
circles-first-post-hint = 批准后才会显示。
circles-links-most = 每条帖子最多链接数
circles-links-most-hint = 留空则不限制。
circles-save = 保存
circles-flash-changed = 圈子已更新。
circles-flash-changed-flagged = 圈子已更新，文字正在等待审核。
circles-flash-changed-public = 圈子已公开，并已通知成员。
circles-archive = 归档此圈子
circles-archive-hint = 内容仍可阅读，但不能进行任何操作。之后可以恢复。
circles-archive-refund = 还没有人使用过：将退还 { $fee }。之后无法恢复。
circles-archive-no-refund = 费用不予退还。
circles-restore = 恢复此圈子
circles-restore-hint = 成员将可以继续在其中进行各种操作。
circles-flash-archived = 圈子已归档。
circles-flash-archived-refunded = 圈子已归档，费用已退还。
circles-flash-restored = 圈子已恢复。

## What to correct

circles-field-subject = 请选择一个领域，或填写话题。
circles-field-private-joining = 私密圈子只能通过邀请加入。请不要填写，或选择“invitation”。
circles-field-four-sides = 范围需要西、南、东、北四边。请补上这一边，或全部留空。
circles-field-upside-down = 范围上下颠倒：南边必须小于北边。请对调，并注意南半球的负号。
circles-field-no-width = 西边和东边相同，范围没有宽度。请移动其中一边。
circles-field-everybody = 要公开圈子请勾选此项，否则保持私密。
circles-field-short = 开设圈子需要 { $fee } IT。你有 { $balance } IT，还差 { $missing } IT。完成任务或邀请他人即可获得。
circles-field-pool-short = 开设圈子需要 { $fee } IT。该组织的资金池有 { $balance } IT，还差 { $missing } IT。请为资金池充值，或为自己开设。
