bells-rang-label = 钟响了
bells-rang-title = { $bell }响了
bells-rang-text = { $bell }为你响了。
bells-rang-group = { $count ->
   *[other] { $bell }响了 { $count } 次
}
bells-chimed-label = 钟报时了
bells-chimed-title = { $bell }报时了
bells-chimed-text = { $bell }为你报时了。
bells-chimed-group = { $count ->
   *[other] { $bell }报时了 { $count } 次
}
bells-whispered-label = 钟低语了
bells-whispered-title = { $bell }低语了
bells-whispered-text = { $bell }为你低语了。
bells-whispered-group = { $count ->
   *[other] { $bell }低语了 { $count } 次
}
bells-alarm-label = 钟报警了
bells-alarm-title = { $bell }报警了
bells-alarm-text = { $bell }为你报警了。
bells-alarm-group = { $count ->
   *[other] { $bell }报警了 { $count } 次
}
