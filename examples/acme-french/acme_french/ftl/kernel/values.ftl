### Valeurs et langues.

## Valeurs

kernel-amount = { $amount }{ "\u00A0" }IT
kernel-duration-days =
    { $count ->
        [one] { $count } jour
        [many] { $count } de jours
       *[other] { $count } jours
    }
kernel-duration-hours = { $count }{ "\u00A0" }h
kernel-duration-minutes = { $count }{ "\u00A0" }min
kernel-duration-join = { $longer } { $shorter }

## Les langues, chacune dans ses propres mots et dans ceux de qui lit

kernel-language-name = Français
kernel-language-en = anglais
kernel-language-es = espagnol
kernel-language-zh-Hans = chinois simplifié
