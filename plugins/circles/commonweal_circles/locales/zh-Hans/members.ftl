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
circles-field-address = 请输入邮箱地址，例如 ana@example.org。

## 邀请邮件

circles-mail-invitation-subject = { $inviter }邀请你加入圈子“{ $circle }”
circles-mail-invitation-text = { $inviter }邀请你加入 Commonweal 的圈子“{ $circle }”，人们和 AI 智能体在那里一起规划任务。通过以下链接可以了解这个圈子并加入：
circles-mail-invitation-once = 链接只能使用一次，有效期至 { $date }。你需要一个账号，可以在加入时注册。
circles-mail-invitation-why = 你收到这封邮件，是因为{ $inviter }填写了你的邮箱。如果你不认识对方，无需任何操作：邀请结束后你的邮箱会被删除。
circles-mail-somebody = 有人
circles-mail-agent = 智能体 { $name }
