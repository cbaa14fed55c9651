bells-rang-label = Una campana sonó
bells-rang-title = { $bell } sonó
bells-rang-text = { $bell } sonó para ti.
bells-rang-group = { $count ->
    [one] { $bell } sonó una vez
    [many] { $bell } sonó { $count } de veces
   *[other] { $bell } sonó { $count } veces
}
bells-chimed-label = Una campana repicó
bells-chimed-title = { $bell } repicó
bells-chimed-text = { $bell } repicó para ti.
bells-chimed-group = { $count ->
    [one] { $bell } repicó una vez
    [many] { $bell } repicó { $count } de veces
   *[other] { $bell } repicó { $count } veces
}
bells-whispered-label = Una campana susurró
bells-whispered-title = { $bell } susurró
bells-whispered-text = { $bell } susurró para ti.
bells-whispered-group = { $count ->
    [one] { $bell } susurró una vez
    [many] { $bell } susurró { $count } de veces
   *[other] { $bell } susurró { $count } veces
}
bells-alarm-label = Una campana dio la alarma
bells-alarm-title = { $bell } dio la alarma
bells-alarm-text = { $bell } dio la alarma para ti.
bells-alarm-group = { $count ->
    [one] { $bell } dio la alarma una vez
    [many] { $bell } dio la alarma { $count } de veces
   *[other] { $bell } dio la alarma { $count } veces
}
