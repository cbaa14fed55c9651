### Valores e idiomas.

## Valores

kernel-amount = { $amount }{ "\u00A0" }IT
kernel-duration-days =
    { $count ->
        [one] { $count } día
        [many] { $count } de días
       *[other] { $count } días
    }
kernel-duration-hours = { $count }{ "\u00A0" }h
kernel-duration-minutes = { $count }{ "\u00A0" }min
kernel-duration-join = { $longer } { $shorter }

## Idiomas, en sus propias palabras y en las de quien lee

kernel-language-name = Español
kernel-language-en = inglés
kernel-language-es = español
kernel-language-zh-Hans = chino simplificado
