### Values and languages.

## Values

kernel-amount = { $amount }{ "\u00A0" }IT
kernel-duration-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
kernel-duration-hours = { $count }{ "\u00A0" }h
kernel-duration-minutes = { $count }{ "\u00A0" }min
kernel-duration-join = { $longer } { $shorter }

## Languages, each in its own words and in the reader's

kernel-language-name = English
kernel-language-en = English
kernel-language-es = Spanish
kernel-language-zh-Hans = Chinese (simplified)
