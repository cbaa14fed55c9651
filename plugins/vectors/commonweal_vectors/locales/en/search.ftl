### The page where everything is searched at once.

vectors-search = Search
vectors-search-for = Search for “{ $words }”
vectors-search-lead = All that can be read here, in every language it is written in.
vectors-search-example = Water, school, heat…
vectors-search-all = All results
vectors-search-found =
    { $count ->
        [0] Nothing was found.
        [one] { $count } result
       *[other] { $count } results
    }
vectors-search-none = Nothing was found
vectors-search-none-hint = Try other words, or fewer of them.
vectors-search-by-words = Search by likeness is not available at the moment, so these were found by their words alone.
vectors-search-missing = These did not answer in time. Search again in a moment, or look there:
