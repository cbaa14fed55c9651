orchard-navigation = Huerto
orchard-title = Árboles del huerto
orchard-count = { $count ->
    [one] Un árbol
    [many] { $count } de árboles
   *[other] { $count } árboles
}
