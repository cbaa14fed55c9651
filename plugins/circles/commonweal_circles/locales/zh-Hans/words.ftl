# 本部分的文字：正文、提及、链接和文件。

circles-words-mentions-most = { $most ->
    [0] 这里不能用“@”提及任何人：请去掉这些名字。
   *[other] 用“@”最多提及 { $most } 位成员。
}
circles-words-mentions-before = 加上之前提及过的人，这篇帖子提及的成员超过了上限。请在回复中提及他们。
circles-words-mention-ambiguous = 有多位成员叫 @{ $handle }。请写明是哪一位：{ $choices }。

circles-words-file-unknown = 这不是你待发送的文件：请重新上传。
circles-words-files-most = 一篇帖子最多 { $most } 个文件：请去掉一些。

# 文件为何不被接受。
circles-words-file-kind = 帖子只能附上 JPEG、PNG 和 WebP 图片、PDF，以及 UTF-8 编码的纯文本或 CSV。
circles-words-file-broken = 文件已损坏或不完整：请在你的设备上打开并重新保存，再上传。
circles-words-file-pixels = 图片超过 { $most } 百万像素：请缩小。
circles-words-file-two-things = 文件里还藏着另一个文件：请只上传图片或文档本身。
circles-words-file-large = 每个文件最大 { $most } MB：请缩小。
circles-words-file-empty = 文件是空的：请另选一个。
circles-words-file-waiting = { $most ->
   *[other] 你在这里已有 { $most } 个文件等待发送：请先发送或撤回一些。
}

# 帖子旁和表单里的文件。
circles-words-picture-undescribed = 图片：{ $name }
circles-words-size = { $kilobytes } kB
circles-words-files-add = 添加图片或文件
circles-words-files-kept = 将随帖子发送的文件
circles-words-files-label = 图片和文件
circles-words-files-hint = { $most ->
   *[other] 最多 { $most } 个文件，每个不超过 { $megabytes } MB：JPEG、PNG、WebP、PDF、文本或 CSV。图片的拍摄地点会被去除。
}
circles-words-files-description = 内容说明
circles-words-files-description-hint = 供看不到图片的人了解。

# 文中链接到的本站页面。
circles-words-cards-label = 文中链接的页面
circles-words-kind-problem = 问题
circles-words-kind-solution = 方案
circles-words-kind-mission = 任务
circles-words-kind-circle = 圈子
circles-words-state-active = 开放
circles-words-state-being-addressed = 正在处理
circles-words-state-resolved = 已解决
circles-words-state-archived = 已归档
circles-words-state-proposed = 已提出
circles-words-state-debating = 讨论中
circles-words-state-ready-for-action = 可以行动
circles-words-state-in-progress = 进行中
circles-words-state-completed = 已完成
circles-words-state-abandoned = 已放弃
circles-words-state-open = 开放
circles-words-state-claimed = 名额已满
circles-words-state-submitted = 核实中
circles-words-state-verified = 已完成
circles-words-state-expired = 已结束
