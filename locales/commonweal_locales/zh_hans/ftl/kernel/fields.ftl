### 请求中某个字段的问题，以及应如何填写。

kernel-field-invalid = 此值无效。
kernel-field-required = 此项必填。
kernel-field-unknown-field = 此处没有该字段。请将其删除。
kernel-field-unknown-parameter = 此处没有该参数。请将其删除，或检查拼写。
kernel-field-wrong-type = 类型不正确。应为：{ $expected }。
kernel-field-not-a-number = 请输入数字，例如 19.43。
kernel-field-not-a-whole-number = 请输入整数，例如 25。
kernel-field-not-a-choice = 不在可选范围内。请使用以下之一：{ $choices }。
kernel-field-too-short = 请至少输入 { $minimum } 个字符。
kernel-field-too-long = 最多输入 { $maximum } 个字符。
kernel-field-too-few = 请至少提供 { $minimum } 项。
kernel-field-too-many = 最多提供 { $maximum } 项。
kernel-field-too-small = 请输入不小于 { $minimum } 的值。
kernel-field-too-large = 请输入不大于 { $maximum } 的值。
kernel-field-wrong-order = 上限不能低于下限。
kernel-field-needs = 此项须与“{ $other }”一起使用。请同时提供或都不提供。
kernel-field-not-unique = 同一个值出现了两次。请删除其中一个。
kernel-field-pattern = 格式不符合要求。
kernel-field-not-an-id = 编号无效。请从原处重新复制。
kernel-field-not-a-date = 请输入日期，例如 2026-07-04。
kernel-field-not-a-time = 请输入 UTC 时间，例如 2026-07-04T15:30:00Z。
kernel-field-not-a-link = 请输入以 https:// 开头的链接。
kernel-field-unknown-locale = 此处没有该语言。请使用以下之一：{ $available }。
