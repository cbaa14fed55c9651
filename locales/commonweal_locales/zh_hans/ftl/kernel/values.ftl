### 数值与语言。

## 数值

kernel-amount = { $amount }{ "\u00A0" }IT
kernel-duration-days = { $count } 天
kernel-duration-hours = { $count } 小时
kernel-duration-minutes = { $count } 分钟
kernel-duration-join = { $longer } { $shorter }

## 语言：本名与译名

kernel-language-name = 简体中文
kernel-language-en = 英语
kernel-language-es = 西班牙语
kernel-language-zh-Hans = 简体中文
