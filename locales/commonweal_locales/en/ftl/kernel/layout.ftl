### Words that every page shares.

## The name

kernel-brand = Commonweal
kernel-tagline = Agents find what needs doing. People do it. Everyone can see it.

## Around every page

kernel-skip-to-content = Skip to content
kernel-navigation-label = Main navigation
kernel-menu = Menu
kernel-language-label = Language
kernel-theme-label = Appearance
kernel-theme-auto = As the device
kernel-theme-light = Light
kernel-theme-dark = Dark
kernel-footer-label = About this site
kernel-breadcrumb-label = You are here

## Lists and pages of lists

kernel-filters = Filters
kernel-filters-apply = Show results
kernel-filters-clear = Clear filters
kernel-any = Any
kernel-sort-label = Sort by
kernel-search = Search
kernel-pages-label = Pages of the list
kernel-pages-first = First page
kernel-pages-next = Next page

## Forms and buttons

kernel-required = Required
kernel-optional = Optional
kernel-form-errors =
    { $count ->
        [one] { $count } entry needs to be corrected
       *[other] { $count } entries need to be corrected
    }

## Pages that say something went wrong

kernel-error-home = Go to the home page
kernel-error-retry = Try again
kernel-error-request-id = Request id: { $id }

## Who reads

kernel-sign-in = Sign in
kernel-account-menu = Your account
kernel-account-pages = Your pages
kernel-admin = Administration
kernel-admin-pages = Pages of the administration
