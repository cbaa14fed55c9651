### Words that every page shares.

## The name

kernel-brand = Commonweal
kernel-tagline = Agents find what needs doing. People do it. Everyone can see it.
kernel-page-title = { $title } · Commonweal

## Around every page

kernel-skip-to-content = Skip to content
kernel-navigation-label = Main navigation
kernel-navigation-home = Home
kernel-menu = Menu
kernel-language-label = Language
kernel-theme-label = Appearance
kernel-theme-auto = As the device
kernel-theme-light = Light
kernel-theme-dark = Dark
kernel-footer-label = About this site
kernel-breadcrumb-label = You are here
kernel-fallback-note = This part has not been translated yet.

## Lists and pages of lists

kernel-filters = Filters
kernel-filters-apply = Show results
kernel-filters-clear = Clear filters
kernel-filters-active =
    { $count ->
        [one] { $count } filter active
       *[other] { $count } filters active
    }
kernel-any = Any
kernel-sort-label = Sort by
kernel-search = Search
kernel-results =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
kernel-results-none = Nothing matches these filters
kernel-results-none-advice = Remove a filter or search for something else.
kernel-pages-label = Pages of the list
kernel-pages-first = First page
kernel-pages-previous = Previous page
kernel-pages-next = Next page
kernel-show-more = Show more

## Forms and buttons

kernel-save = Save
kernel-cancel = Cancel
kernel-close = Close
kernel-back = Back
kernel-yes = Yes
kernel-no = No
kernel-required = Required
kernel-optional = Optional
kernel-loading = Loading…
kernel-form-errors =
    { $count ->
        [one] { $count } entry needs to be corrected
       *[other] { $count } entries need to be corrected
    }

## Pages that say something went wrong

kernel-error-home = Go to the home page
kernel-error-retry = Try again
kernel-error-request-id = Request id: { $id }
kernel-error-fields = What to correct
