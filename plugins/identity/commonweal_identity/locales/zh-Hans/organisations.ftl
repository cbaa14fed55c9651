### 组织、成员与服务令牌。

identity-organisations = 我的组织
identity-organisations-none = 你还没有加入任何组织
identity-organisations-none-hint = 有组织邀请你时，邀请会显示在这里。
identity-organisation = 组织
identity-organisation-read = 了解该组织
identity-organisation-suspended = 该组织已被停用。页面仍可阅读，但任何人都不能以它的名义行事。
identity-organisation-members-count = { $count } 名成员
identity-organisation-since = 创建于 { $date }
identity-organisation-leave = 退出该组织
identity-organisation-words = 对外介绍
identity-organisation-name = 名称
identity-organisation-about = 做什么
identity-organisation-website = 网站
identity-members = 成员
identity-member = 成员
identity-member-remove = 移除
identity-your-role = 你的角色是{ $role }：{ $hint }
identity-role = 角色
identity-role-of = { $name } 的角色
identity-role-owner = 所有者
identity-role-owner-hint = 可做一切事项，包括成员、账单与关闭组织。
identity-role-manager = 管理者
identity-role-manager-hint = 负责需求、任务、资助资金与下级成员。
identity-role-verifier = 核验者
identity-role-verifier-hint = 代表组织对证据作出裁定。
identity-role-viewer = 查看者
identity-role-viewer-hint = 查看页面和报告。
identity-membership-invited = 已邀请
identity-membership-active = 成员
identity-membership-ended = 已结束
identity-state = 状态
identity-state-active = 正常
identity-state-suspended = 已停用
identity-state-deactivated = 已关闭
identity-actions = 可进行的操作
identity-change = 更改
identity-save = 保存
identity-invite = 邀请成员
identity-invite-hint = 对方会收到邮件，并在自己的页面上答复。接受之后你才会看到其姓名。
identity-invite-send = 发送邀请
identity-invite-conflict = 已有一份发往该邮箱的邀请尚未答复。
identity-invited-to = { $organisation } 邀请你加入
identity-invitation-accept = 接受
identity-invitation-decline = 拒绝
identity-invitation-withdraw = 撤回
identity-invitation-subject = { $organisation } 邀请你加入 Commonweal 上的组织
identity-invitation-text =
    你好：

    { $organisation } 邀请你在 Commonweal 上加入。你的角色将是：{ $role }。

    要接受或拒绝，请用此邮箱登录，并在账户中打开“我的组织”。如果还没有账户，请先用此邮箱注册。

    如果你不认识该组织，无需做任何事。
identity-last-owner = 组织至少需要一名所有者。请先让其他人成为所有者。
identity-field-slug-taken = 此地址已被使用。请换一个。
identity-tokens = 服务令牌
identity-tokens-hint = 代表你们行事的程序以“Authorization: Bearer”发送令牌。请给每个程序单独的令牌，只授予所需的权限。
identity-token-name = 用途
identity-token-name-hint = 例如：每晚导出成员名单
identity-token-scopes = 权限
identity-token-dates = 日期
identity-token-days = 有效天数
identity-token-make = 创建令牌
identity-token-made = 新令牌
identity-token-made-hint = 请立即复制：它只显示这一次。请像保管密码一样保管它。
identity-token-made-by = { $name } 创建于 { $date }
identity-token-until = 有效期至 { $date }
identity-token-used = 上次使用：{ $date }
identity-token-unused = 从未使用
identity-token-revoke = 吊销
identity-token-revoked = 已吊销
identity-token-expired = 已过期
identity-token-too-many = 已有 20 个有效令牌。请吊销不再需要的令牌。
identity-scope-identity-organisations-read = 读取组织成员
identity-scope-identity-audit-read = 读取审计日志
identity-scope-switchboard-plugins-read = 读取插件状态
identity-scope-vectors-indexes-read = 读取搜索索引的状态
identity-flash-organisation-accepted = 欢迎！你已成为成员。
identity-flash-organisation-declined = 你已拒绝该邀请。
identity-flash-organisation-invited = 邀请已发出。
identity-flash-organisation-saved = 已保存。
identity-flash-organisation-role = 角色已更改。
identity-flash-organisation-removed = 完成：该成员资格或邀请已结束。
identity-flash-organisation-left = 你已退出该组织。
identity-flash-organisation-revoked = 该令牌已失效。
identity-organisation-close = 关闭该组织
identity-organisation-close-hint = 关闭后无法恢复：所有成员资格结束，服务令牌失效，页面不再显示。
identity-organisation-close-name = 请输入组织名称以确认：{ $name }
identity-organisation-close-wrong = 名称不一致。
identity-organisation-close-submit = 永久关闭
identity-flash-organisation-closed = 组织已关闭。
