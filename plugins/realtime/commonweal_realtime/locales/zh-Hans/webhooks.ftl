### Webhook：让自己的服务器得知这里发生的事。

realtime-webhooks = Webhook
realtime-webhooks-lead = 这里发生的事，片刻之后会按顺序、带签名地告知你的服务器。
realtime-webhooks-none = 你还没有 Webhook
realtime-webhooks-none-hint = Webhook 由你的服务器地址和要告知的主题组成。
realtime-webhook-new = 新建 Webhook
realtime-webhook-new-lead = 用于签名的密钥只在下一页显示一次。
realtime-webhook-make = 创建 Webhook
realtime-webhook-too-many = 你已有 20 个 Webhook，请先删除一个。
realtime-webhook-made = 创建于 { $date }
realtime-webhook-topic-count =
    { $count ->
       *[other] { $count } 个主题
    }
realtime-webhook-works = 正常
realtime-webhook-fails = 失败中
realtime-webhook-off = 已关闭
realtime-webhook-fails-since = 自 { $date } 起没有消息被接收。每条消息会重试三天，之后 Webhook 将被关闭。
realtime-webhook-off-owner = 你于 { $date } 关闭了它。其间发生的事不会告知。
realtime-webhook-off-gone = 你的服务器于 { $date } 答复不再接收（410），因此 Webhook 已关闭。请修复服务器后重新开启。
realtime-webhook-off-failing = 你的服务器连续三天没有接收消息，Webhook 自 { $date } 起已关闭。请修复服务器后重新开启。
realtime-webhook-off-account = 自 { $date } 起已关闭，因为你的账户或其负责人的账户被停用或注销。
realtime-webhook-url = 地址
realtime-webhook-url-hint = 你服务器的 https 地址。消息以 POST 发送到那里，不跟随重定向。
realtime-webhook-url-form = 请填写类似 https://example.org/hook 的地址，只用普通字符。
realtime-webhook-url-https = 地址必须以 https:// 开头。
realtime-webhook-url-secret = 请去掉用户名、密码和 # 之后的部分：签名已能证明消息来自我们。
realtime-webhook-url-private = 只能告知可从互联网访问的服务器。
realtime-webhook-name = 名称
realtime-webhook-name-hint = 给你自己看的，可不填。
realtime-webhook-topics = 主题
realtime-webhook-topic-feed = 公共动态
realtime-webhook-topic-own = 与你有关的事
realtime-webhook-topic-unknown = 没有“{ $topic }”这个主题，或你不能关注它。
realtime-webhook-others = 其他主题
realtime-webhook-others-hint = 每行一个，例如 mission: 加上地址中的 id。
realtime-webhook-ended-revoked = 已结束：你不能再关注它
realtime-webhook-ended-unavailable = 已结束：我们这边出了故障。修改 Webhook 即可重新关注。
realtime-webhook-secret = 密钥
realtime-webhook-secret-made = 现在就复制密钥
realtime-webhook-secret-made-hint = 它只显示这一次。你的服务器用它确认消息来自我们。
realtime-webhook-secret-rotated = 在 { $date } 之前，消息也带有旧密钥的签名。
realtime-webhook-verify = 消息按 Standard Webhooks 规范签名，多数语言都有现成的库。
realtime-webhook-test = 发送测试
realtime-webhook-rotate = 更换密钥
realtime-webhook-switch-off = 关闭
realtime-webhook-switch-on = 开启
realtime-webhook-change = 修改地址或主题
realtime-webhook-save = 保存
realtime-webhook-delete = 删除
realtime-webhook-delete-hint = Webhook 及其全部投递记录将被删除，不再发送任何消息。
realtime-webhook-delete-submit = 删除 Webhook
realtime-webhook-deliveries = 投递记录
realtime-webhook-deliveries-which = 显示哪些投递
realtime-webhook-deliveries-none = 暂无记录。记录保留 30 天。
realtime-webhook-state-all = 全部
realtime-webhook-state-waiting = 等待中
realtime-webhook-state-delivered = 已送达
realtime-webhook-state-failed = 失败
realtime-webhook-event-test = 测试
realtime-webhook-attempts =
    { $count ->
       *[other] { $count } 次尝试
    }
realtime-webhook-attempts-title = 尝试
realtime-webhook-attempts-none = 尚未尝试，请稍后再看。
realtime-webhook-next = 下次 { $date }
realtime-webhook-next-label = 下次尝试
realtime-webhook-status = 答复 { $status }
realtime-webhook-problem-address = 该地址已不被允许
realtime-webhook-problem-private = 该地址指向私有网络
realtime-webhook-problem-redirect = 答复是重定向
realtime-webhook-problem-too-long = 答复过长
realtime-webhook-problem-late = 15 秒内没有答复
realtime-webhook-problem-unreachable = 无法连接服务器
realtime-webhook-took = { $milliseconds } 毫秒
realtime-webhook-message = 消息
realtime-webhook-body = 发送的内容
realtime-webhook-answer = 答复的开头
realtime-webhook-happened = 记录时间
realtime-webhook-again = 重新投递
realtime-webhook-again-hint = webhook-id 不变：已接收过的服务器会略过它。
realtime-flash-webhook-changed = Webhook 已修改。
realtime-flash-webhook-on = Webhook 已开启，从现在起发生的事会告知。
realtime-flash-webhook-off = Webhook 已关闭。
realtime-flash-webhook-deleted = Webhook 已删除。
realtime-flash-webhook-sent = 已发出。重新加载页面即可查看结果。
