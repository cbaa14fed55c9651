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
