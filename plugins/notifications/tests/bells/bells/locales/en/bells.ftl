bells-rang-label = A bell rang
bells-rang-title = { $bell } rang
bells-rang-text = { $bell } rang for you.
bells-rang-group = { $count ->
    [one] { $bell } rang once
   *[other] { $bell } rang { $count } times
}
bells-chimed-label = A bell chimed
bells-chimed-title = { $bell } chimed
bells-chimed-text = { $bell } chimed for you.
bells-chimed-group = { $count ->
    [one] { $bell } chimed once
   *[other] { $bell } chimed { $count } times
}
bells-whispered-label = A bell whispered
bells-whispered-title = { $bell } whispered
bells-whispered-text = { $bell } whispered to you.
bells-whispered-group = { $count ->
    [one] { $bell } whispered once
   *[other] { $bell } whispered { $count } times
}
bells-alarm-label = An alarm
bells-alarm-title = { $bell } sounds the alarm
bells-alarm-text = { $bell } sounds the alarm.
bells-alarm-group = { $count ->
    [one] { $bell } sounded the alarm once
   *[other] { $bell } sounded the alarm { $count } times
}
