orchard-navigation = Orchard
orchard-title = Trees of the orchard
orchard-count = { $count ->
    [one] One tree
   *[other] { $count } trees
}
