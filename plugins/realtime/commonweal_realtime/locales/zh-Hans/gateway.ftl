# 与实时流的连接或其消息有什么问题。

realtime-problem-malformed-frame-title = 无法读取这条消息
realtime-problem-malformed-frame-detail = 请以文本发送一个 JSON 对象，其类型须是实时流说明中列出的类型，且只包含该类型的字段。
realtime-problem-frame-too-large-title = 这条消息太大
realtime-problem-frame-too-large-detail = 一条消息最多 { $most } 字节。请发送更小的消息。
realtime-problem-unknown-topic-title = 没有这个主题
realtime-problem-unknown-topic-detail = 没有这个主题，或者你无权关注它。请更正名称，或换用有权限的账号连接。
realtime-problem-position-invalid-title = 这不是有效的位置
realtime-problem-position-invalid-detail = 请原样发送你收到的某条消息的位置，或者不发送位置。
realtime-problem-too-many-topics-title = 主题太多
realtime-problem-too-many-topics-detail = 一个连接最多可以关注 { $most } 个主题。请先取消关注一个，或另开一个连接。
realtime-problem-too-many-connections-title = 连接太多
realtime-problem-too-many-connections-detail = 你最多可以同时有 { $most } 个连接。请关闭一个后重试。
realtime-problem-too-fast-title = 消息太多
realtime-problem-too-fast-detail = 你发送消息的速度超过了限制。请重新连接，并放慢发送速度。
realtime-problem-too-slow-title = 你读取得太慢
realtime-problem-too-slow-detail = 等待你读取的内容超出了保留的上限。请重新连接，并从你最后的位置继续。
realtime-problem-stream-unavailable-title = 目前没有实时流
realtime-problem-stream-unavailable-detail = 没有负责实时流的进程响应。请过几秒再试。
realtime-problem-token-in-address-title = 令牌不能放在网址中
realtime-problem-token-in-address-detail = 网址会被记录和转发。请在 Authorization 标头或第一条消息中发送令牌。
realtime-problem-upgrade-required-title = 这个地址使用 WebSocket
realtime-problem-upgrade-required-detail = 请在这里打开 WebSocket，或使用以 events 或 poll 结尾的地址。
