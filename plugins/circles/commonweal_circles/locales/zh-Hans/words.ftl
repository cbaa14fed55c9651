# 本部分的文字：正文、提及、链接和文件。

circles-words-mentions-most = { $most ->
    [0] 这里不能用“@”提及任何人：请去掉这些名字。
   *[other] 用“@”最多提及 { $most } 位成员。
}
circles-words-mention-ambiguous = 有多位成员叫 @{ $handle }。请写明是哪一位：{ $choices }。

circles-words-file-unknown = 这不是你待发送的文件：请重新上传。
circles-words-files-most = 一篇帖子最多 { $most } 个文件：请去掉一些。
