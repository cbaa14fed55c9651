orchard-navigation = 果园
orchard-title = 果园的树木
orchard-count = { $count } 棵树
