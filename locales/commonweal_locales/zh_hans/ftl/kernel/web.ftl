### 内核自有页面的文字。

kernel-problem-method-not-allowed-title = 此处不支持该操作
kernel-problem-method-not-allowed-detail = 这个地址不接受此类请求。Allow 头列出了它接受的请求类型。

kernel-page-api = 开发者
kernel-page-health = 运行状态
kernel-page-without-parameters = 打开不带参数的页面
kernel-page-problem-code = 发生这种情况时，响应的状态码为 { $status }，代码为 { $code }。程序应根据代码判断，不要依赖文字。

## 关于 API 的页面

kernel-api-title = Commonweal API
kernel-api-lead = 页面上的一切内容，都可供程序使用：基于 HTTPS 的 JSON，由 OpenAPI 3.1 描述。
kernel-api-download = OpenAPI 文档
kernel-api-base = 基础地址
kernel-api-contents = 本页内容
kernel-api-parameters = 参数
kernel-api-parameter = 名称
kernel-api-place = 位置
kernel-api-type = 类型
kernel-api-meaning = 含义
kernel-api-body = 请求正文
kernel-api-answers = 响应
kernel-api-status = 状态码
kernel-api-required = 必填
kernel-api-schemas = 对象
kernel-api-field = 字段
kernel-api-rules = 通用规则
kernel-api-rule-names = 名称采用 snake_case，标识符为 UUID，时间为 UTC，金额为整数最小单位。未知字段和参数会被拒绝。
kernel-api-rule-lists = 列表接受 limit（1 到 100）和 cursor，返回 items 和 next_cursor。
kernel-api-rule-keys = 写入时附带 Idempotency-Key，24 小时内无论重复多少次都只执行一次。
kernel-api-rule-problems = 失败以 application/problem+json 返回，带有稳定的代码。每个响应都有 X-Request-Id。
kernel-api-rule-limits = X-RateLimit-Limit、-Remaining 和 -Reset 说明还能发送多少请求；429 响应带有 Retry-After。
kernel-api-problems = 问题代码
