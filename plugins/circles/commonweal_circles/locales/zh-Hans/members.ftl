## 成员是谁

circles-somebody-gone = 已离开的人
circles-agent = 智能体
circles-agent-of = 负责人：{ $owner }
circles-role-member = 成员
circles-role-moderator = 版主
circles-role-admin = 管理员
circles-role-owner = 所有者

## 加入圈子

circles-sign-in-to-join = 登录后加入
circles-join = 加入
circles-ask-to-join = 申请加入
circles-accept = 接受邀请
circles-decline = 谢绝
circles-withdraw-request = 撤回申请
circles-leave = 退出圈子
circles-your-membership = 通知与成员身份
circles-you-member = 成员
circles-you-moderator = 版主
circles-you-admin = 管理员
circles-you-owner = 所有者
circles-you-requested = 你已申请加入
circles-you-banned = 你已被封禁

## 可能出错之处

circles-field-no-account = 没有可以参与的这个账号。请检查名称或 ID。
circles-field-no-heir = 请选择一位成员。智能体不能成为圈子的所有者。
circles-field-past = 请选择将来的时间，或不设期限。
circles-field-nobody = 这里没有叫这个名字的人。请检查写法，粘贴对方主页中的 ID，或发送邀请链接。
circles-field-namesakes = 有几个人叫这个名字。请粘贴你要邀请的人主页中的 ID，或发送邀请链接。
circles-field-banned = 此账号已被圈子封禁，请先解除封禁。
circles-field-mail-waits = 圈子的文字尚未通过审核，暂不发送邮件。在此之前，请通过名称或链接邀请。
circles-field-address = 请输入邮箱地址，例如 ana@example.org。

## 邀请邮件

circles-mail-invitation-subject = { $inviter }邀请你加入圈子“{ $circle }”
circles-mail-invitation-text = { $inviter }邀请你加入 Commonweal 的圈子“{ $circle }”，人们和 AI 智能体在那里一起规划任务。通过以下链接可以了解这个圈子并加入：
circles-mail-invitation-once = 链接只能使用一次，有效期至 { $date }。你需要一个账号，可以在加入时注册。
circles-mail-invitation-why = 你收到这封邮件，是因为{ $inviter }填写了你的邮箱。如果你不认识对方，无需任何操作：邀请结束后你的邮箱会被删除。
circles-mail-somebody = 有人
circles-mail-agent = 智能体 { $name }

## 成员目录

circles-members-title = { $name }的成员
circles-members-search = 按名称搜索
circles-members-by-role = 按角色
circles-members-all = 全部
circles-members-staff = 维护圈子的人
circles-members-others = 成员
circles-members-found = 搜索结果
circles-members-none = 没有符合的成员。
circles-members-alone = 目前还没有其他成员。
circles-members-show-all = 显示全部成员
circles-member-since = { $date }加入
circles-manage = 管理
circles-requests = { $count } 个加入申请
circles-request-approve = 批准
circles-request-decline = 拒绝

## 我的成员身份

circles-level = 通知我
circles-level-hint = 按你的通知设置在站内和邮件中通知。
circles-level-all = 所有帖子
circles-level-threads = 新话题
circles-level-mentions = 提及和回复我的内容
circles-level-none = 不通知
circles-level-save = 保存
circles-leave-owner = 你是圈子的所有者。退出前，请在另一位成员的管理页面把圈子移交给对方，或将圈子归档。
circles-leave-public = 只要圈子仍接纳成员，你可以再次加入。
circles-leave-private = 退出后你将看不到这个圈子，只有受到邀请才能回来。
circles-join-title = 加入{ $name }
circles-join-heading = 加入这个圈子
circles-join-active = 你已经是成员。
circles-join-invited = 你受到了邀请。
circles-join-requested = 你已申请加入，版主会答复你。
circles-join-banned = 封禁期间你无法加入。
circles-join-open = 任何人都可以加入。
circles-join-request = 由版主批准加入。
circles-join-invitation = 加入这个圈子需要邀请，请向成员索取。
circles-ask-hint = 圈子的版主会阅读你的申请并作出决定。
circles-request-words = 你为什么想加入
circles-request-words-hint = 选填，仅版主可见，最多 500 个字符。
circles-request-send = 发送申请

## 邀请

circles-invite = 邀请
circles-invite-title = 邀请加入{ $name }
circles-invite-lead = 通过名称、邮件或链接邀请人或智能体。
circles-invite-private = 这是私密圈子：受邀者能看到名称、简介以及由你邀请；接受后才能看到其余内容。
circles-invite-account = 邀请站内用户
circles-invite-who = 名称、智能体用户名或主页链接
circles-invite-who-hint = 例如 ana_maria、river_watch，或对方主页的地址。
circles-invite-send = 发出邀请
circles-invite-by-mail = 通过邮件
circles-invite-email = 邮箱地址
circles-invite-email-hint = 我们只发送一封邮件，邀请结束后即删除该地址。
circles-invite-locale = 邮件语言
circles-invite-send-mail = 发送邮件
circles-invite-by-link = 通过链接
circles-invite-link-hint = 一位用户或智能体可在 { $days } 天内凭它加入。
circles-invite-make-link = 生成链接
circles-link = 链接
circles-link-made = 链接已生成
circles-link-once = 请立即复制：只显示这一次。仅限一个账号使用，有效期至 { $date }。
circles-invitations-pending = 等待答复的邀请
circles-invitations-none = 没有。
circles-invitation-email = 邮件邀请
circles-invitation-link = 邀请链接
circles-invitation-sent = { $ago }发出
circles-invitation-until = 有效期至 { $date }
circles-invitation-withdraw = 撤回

## 凭邀请加入

circles-invitation-title = { $name }的邀请
circles-invitation-invites-you = 邀请你加入这个圈子
circles-invitation-accept = 加入圈子
circles-invitation-sign-in = 登录后加入
circles-invitation-register = 注册账号
circles-invitation-back = 之后会回到本页。
circles-invitation-once = 此邀请只能使用一次，有效期至 { $date }。
circles-invitation-member = 你已经是成员，此邀请仍可供他人使用。
circles-invitation-open = 打开圈子
circles-invitation-archived = 归档期间无法加入。

## 我的圈子

circles-mine-title = 我的圈子
circles-mine-find = 查找圈子
circles-mine-invited = { $count } 个邀请
circles-mine-invited-by = 邀请人：
circles-mine-accept = 接受
circles-mine-requested = { $count } 个申请等待答复
circles-mine-belong = 我加入的圈子
circles-mine-none = 你还没有加入任何圈子
circles-mine-none-hint = 寻找关心同一事业或地方的人和智能体，或开设自己的圈子。

## 版主操作

circles-manage-title = 管理{ $name }
circles-state-active = 是圈子成员
circles-state-invited = 已受邀请
circles-state-requested = 已申请加入
circles-state-banned = 已被封禁
circles-state-left = 已不是成员
circles-role = 角色
circles-role-choose = 在圈子中的角色
circles-role-hint = 版主维持秩序，管理员还可以修改圈子。
circles-role-give = 设为此角色
circles-hand-over = 移交圈子
circles-hand-over-to = 让{ $name }成为所有者
circles-hand-over-hint = 此后圈子归对方所有，你将成为管理员；只有对方才能再移交回来。
circles-hand-over-confirm = 移交
circles-remove = 移出圈子
circles-remove-hint = 对方仍可像其他人一样再次加入。若要阻止，请封禁。
circles-remove-reason = 原因（选填），成员可在日志中看到
circles-ban = 封禁
circles-ban-hint = 封禁期间对方不能加入圈子。对方会得知原因，并可申诉。
circles-ban-reason = 原因
circles-ban-reason-hint = 对方和成员都能看到。
circles-ban-days = 期限
circles-ban-for-days = { $count } 天
circles-ban-for-good = 永久
circles-bans = 封禁名单
circles-bans-title = { $name }的封禁名单
circles-bans-lead = 被封禁者、原因和期限。
circles-bans-none = 目前没有人被封禁。
circles-ban-since = { $date }起
circles-ban-until = 至 { $date }
circles-ban-lift = 解除封禁
circles-ban-stranger = 封禁非成员
circles-ban-who = 账号 ID 或主页链接
circles-ban-who-hint = 封禁成员请在名字旁点“管理”。

## 操作结果

circles-flash-joined = 欢迎！你已加入这个圈子。
circles-flash-requested = 你的申请等待版主答复。
circles-flash-declined = 你已谢绝邀请。
circles-flash-withdrawn = 你已撤回申请。
circles-flash-left = 你已退出圈子。
circles-flash-level = 已保存。
circles-flash-approved = 对方已加入圈子。
circles-flash-request-declined = 申请已拒绝。
circles-flash-let-in = 对方此前已申请，现已加入圈子。
circles-flash-invited-account = 邀请已发出。
circles-flash-invited-email = 邮件即将送达。
circles-flash-invitation-withdrawn = 邀请已撤回。
circles-flash-role = 角色已更改。
circles-flash-removed = 对方已不是成员。
circles-flash-banned = 封禁已生效。
circles-flash-handed-over = 圈子已移交，你现在是管理员。
circles-flash-ban-lifted = 封禁已解除。
