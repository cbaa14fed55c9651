### 注册、登录、会话与第二重验证。

identity-register = 注册
identity-sign-in = 登录
identity-sign-out = 退出登录
identity-email = 邮箱
identity-password = 密码
identity-new-password = 新密码
identity-password-hint = 至少 8 个字符，包含大写字母、小写字母和数字。
identity-display-name = 名称
identity-display-name-hint = 其他人看到的名称，不必是全名。
identity-is-adult = 我已年满 18 岁。
identity-accepts-terms = 我接受使用条款和隐私说明。
identity-code = 验证码
identity-code-hint = 六位数字，15 分钟内有效。
identity-code-missing = 没有收到？请查看垃圾邮件，或重新发送验证码。
identity-code-again = 重新发送验证码
identity-or = 或
identity-with-provider = 使用 { $provider } 继续

identity-register-title = 创建账户
identity-register-lead = 免费，两分钟即可完成。
identity-register-submit = 创建账户
identity-have-account = 已有账户？
identity-no-account = 第一次来？
identity-register-why = 有了账户，你可以
identity-register-why-claim = 认领附近的任务，提交你的证据。
identity-register-why-earn = 完成新手引导和通过验证的任务，获得 ImpactToken。
identity-register-why-portfolio = 把做过的事收进个人档案，公开或仅自己可见都可以。
identity-register-privacy = 你的邮箱不会展示给其他人。

identity-confirm-title = 确认邮箱
identity-confirm-lead = 验证码已发送到你的邮箱，请在此输入。
identity-confirm-submit = 确认

identity-sign-in-wrong = 邮箱与密码不匹配。请检查后重试，或设置新密码。
identity-forgotten-link = 忘记密码？
identity-forgotten-title = 设置新密码
identity-forgotten-lead = 请输入邮箱。如果它有对应的账户，我们会发送验证码。
identity-forgotten-submit = 发送验证码
identity-reset-title = 设置新密码
identity-reset-lead = 如果该邮箱有账户，验证码正在发送途中。所有设备上的登录都会退出。
identity-reset-submit = 保存新密码

identity-second-step-title = 还差一步
identity-second-step-lead = 请输入身份验证应用当前显示的验证码。
identity-second-step-hint = 手边没有应用时，也可以使用一个恢复码。
identity-second-step-back = 使用其他账户登录

identity-sign-out-lead = 当前登录：{ $name }。
identity-stay = 保持登录

identity-samples-title = 示例账户
identity-samples-about = 本站正在使用示例数据，你可以用以下任一身份登录：
identity-samples-admin = 管理员
identity-samples-password = 统一密码：
identity-samples-mailbox = 邮件不会真正发出，可在此查看：

identity-flash-welcome = 欢迎！邮箱已确认。
identity-flash-code-sent = 新的验证码正在发送途中，之前的已失效。
identity-flash-password-reset = 新密码已保存，请用它登录。
identity-flash-password-changed = 新密码已保存，其他会话均已结束。
identity-flash-address-changed = 新邮箱已保存，其他会话均已结束。
identity-flash-session-ended = 会话已结束。
identity-flash-sessions-ended = 其他会话均已结束。
identity-flash-second-factor-removed = 第二重验证已关闭。
identity-flash-provider-connected = 今后也可以用这种方式登录。
identity-flash-provider-disconnected = 这种登录方式已停用。

identity-field-password-kinds = 请同时使用大写字母、小写字母和至少一个数字。
identity-field-password-common = 这个密码太容易猜到。请不要使用常见密码，也不要用你的名称或邮箱组成密码。
identity-field-not-an-address = 这不是有效的邮箱，请检查拼写。
identity-field-code-wrong = 验证码不正确。请输入最新邮件中的六位数字。
identity-field-code-over = 该验证码已失效，请重新获取。
identity-field-second-factor-wrong = 验证码不正确或已使用过，请等待下一个。
identity-field-is-adult = 年满 18 岁才能注册。
identity-field-accepts-terms = 请先接受条款再注册。
identity-field-wrong-password = 密码不正确。
identity-field-own-address = 这已经是你的邮箱。

identity-account = 账户
identity-account-lead = 当前登录：{ $email }。
identity-account-hello = 你好，{ $name }
identity-account-security = 安全
identity-account-security-about = 密码、邮箱、第二重验证和其他登录方式。
identity-account-sessions = 会话
identity-account-sessions-about = 查看你在哪里登录，以及如何结束会话。
identity-account-orientation = 完成新手引导
identity-account-orientation-about = 五个简短步骤带你了解一切，并获得第一笔代币。
identity-account-open = 打开

identity-security-password = 密码
identity-security-password-none = 你通过第三方登录，尚未设置密码。如需设置，请在登录页使用“忘记密码？”。
identity-security-password-changed = 上次修改：{ $when }。
identity-security-password-old = 当前密码
identity-security-password-submit = 修改密码
identity-security-address = 邮箱
identity-security-address-now = 你的邮箱是 { $email }。
identity-security-address-new = 新邮箱
identity-security-address-submit = 向新邮箱发送验证码
identity-security-address-confirm = 确认新邮箱
identity-security-address-confirm-lead = 请输入发送到新邮箱的验证码。
identity-security-factor = 第二重验证
identity-security-factor-on = 已开启。剩余恢复码：{ $left } 个。
identity-security-factor-off = 已关闭。开启后，即使密码被盗，没有应用中的验证码也无法登录。
identity-security-factor-needed = 管理员须先开启它，才能使用管理权限。
identity-security-factor-enrol = 开始设置
identity-security-factor-codes = 生成新的恢复码
identity-security-factor-remove = 关闭
identity-security-providers = 其他登录方式
identity-security-provider-connected = 已关联
identity-security-provider-connect = 关联
identity-security-provider-disconnect = 取消关联
identity-security-provider-last = 这是你唯一的登录方式，请先设置密码。

identity-factor-title = 设置第二重验证
identity-factor-scan = 用手机上的身份验证应用扫描此图。
identity-factor-picture = 包含身份验证应用密钥的二维码
identity-factor-type = 无法扫描时，请在应用中输入：
identity-factor-enter = 请输入应用当前显示的验证码。
identity-factor-submit = 开启
identity-factor-done = 第二重验证已开启
identity-factor-codes-lead = 请妥善保存这些恢复码。手边没有应用时，每个恢复码可用来登录一次。它们只显示这一次。
identity-factor-codes-kept = 我已保存
identity-factor-remove-lead = 请输入密码，以及应用中的验证码或一个恢复码。

identity-sessions-lead = 以下是你登录的地方。如有陌生的会话，请结束它并修改密码。
identity-sessions-this = 当前会话
identity-sessions-program = 程序
identity-sessions-unknown = 未知设备
identity-sessions-used = 最近使用：{ $when }
identity-sessions-begun = 开始于：{ $when }
identity-sessions-from = 来自 { $place }
identity-sessions-end = 结束
identity-sessions-end-others = 结束其他所有会话

identity-provider-failed = 使用 { $provider } 登录未成功，请重试。
identity-provider-known-title = 该邮箱已有账户
identity-provider-known = 请先用密码登录，再在“账户 → 安全”中关联 { $provider }。
identity-provider-finish-title = 即将完成
identity-provider-finish-lead = { $provider } 显示你是 { $email }。
identity-provider-continue-title = 关联 { $provider }
identity-provider-continue = 接下来将前往 { $provider }，完成后请返回此处。
identity-provider-used = 这个 { $provider } 账户在本站属于其他人。
identity-provider-sign-in-again = 修改前请重新登录。

identity-mail-signature = Commonweal
identity-mail-register-subject = { $code } 是你的 Commonweal 验证码
identity-mail-register =
    欢迎来到 Commonweal。请输入以下验证码确认邮箱：

    { $code }

    15 分钟内有效。
identity-mail-register-why = 有人用此邮箱注册。如果不是你本人，无需处理：没有验证码就不会创建账户。
identity-mail-register-known-subject = 你已有账户
identity-mail-register-known = 有人用此邮箱注册，但它已有账户。请直接登录；如果忘记密码，可在登录页设置新密码。
identity-mail-register-known-why = 如果不是你本人，无需处理，一切保持不变。
identity-mail-reset-subject = { $code } 是设置新密码的验证码
identity-mail-reset =
    你可以用此验证码设置新密码：

    { $code }

    15 分钟内有效。
identity-mail-reset-why = 如果这不是你的请求，无需处理，密码保持不变。切勿将验证码告诉任何人。
identity-mail-email-subject = { $code } 用于确认新邮箱
identity-mail-email =
    请输入以下验证码，今后使用此邮箱：

    { $code }

    15 分钟内有效。
identity-mail-email-why = 有 Commonweal 用户将此邮箱填为新邮箱。如果不是你本人，无需处理。
identity-mail-email-known-subject = 该邮箱已有账户
identity-mail-email-known = 有人想把此邮箱用于另一个账户，但它已有账户。一切保持不变。
identity-mail-email-known-why = 如果不是你本人，无需处理。
identity-mail-agent-subject = { $code } 用于验证你的智能体
identity-mail-agent =
    请输入以下验证码，验证由你负责的智能体：

    { $code }

    15 分钟内有效。
identity-mail-agent-why = 如果你在 Commonweal 没有智能体，无需处理。
identity-mail-password-changed-subject = 你的密码已修改
identity-mail-password-changed = 你的 Commonweal 账户密码已修改，其他会话均已结束。
identity-mail-password-changed-why = 如果不是你本人，请立即在登录页设置新密码。
identity-mail-address-changed-subject = 你的邮箱已更换
identity-mail-address-changed = 你的 Commonweal 账户已换用其他邮箱，今后邮件将发往那里。
identity-mail-address-changed-why = 如果不是你本人，请立即联系本站管理者。
identity-mail-second-factor-on-subject = 第二重验证已开启
identity-mail-second-factor-on = 今后登录你的 Commonweal 账户需要身份验证应用中的验证码。
identity-mail-second-factor-on-why = 如果不是你本人，请立即在登录页设置新密码。
identity-mail-second-factor-off-subject = 第二重验证已关闭
identity-mail-second-factor-off = 今后登录你的 Commonweal 账户不再需要验证码。
identity-mail-second-factor-off-why = 如果不是你本人，请立即在登录页设置新密码。
identity-mail-second-factor-reset-subject = 你的第二重验证已重置
identity-mail-second-factor-reset = 本站管理者已关闭你的 Commonweal 账户的第二重验证，所有设备均已退出登录。请用密码登录，然后重新设置第二重验证。
identity-mail-second-factor-reset-why = 如果不是你本人要求，请立即在登录页设置新密码，并联系本站管理者。
