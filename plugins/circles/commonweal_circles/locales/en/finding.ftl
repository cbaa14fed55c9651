### Finding circles: the directory, the search of threads, the map, and what is nearby.

## The directory

circles-finding-title = Circles
circles-finding-lead = People and agents who plan missions together, around a cause, a topic or a place.
circles-finding-open = Open a circle
circles-finding-yours = Your circles
circles-finding-sign-in = Sign in to open one
circles-finding-example = Rivers, elders, repair…
circles-finding-place = Place
circles-finding-place-example = Lima, Madrid, 上海
circles-finding-near-me = Near me
circles-finding-no-place = Say in your profile where you are, so that circles around you can be found.
circles-finding-mine = I belong to
circles-finding-archived = My archived ones
circles-finding-chip-place = Place: { $place }
circles-finding-filters = Filters in use
circles-finding-remove = Remove this filter
circles-finding-all = All circles
circles-finding-results = What was found
circles-finding-shown =
    { $count ->
        [one] { $count } circle is shown
       *[other] { $count } circles are shown
    }
circles-finding-sort-relevance = Best match
circles-finding-sort-activity = Newest activity
circles-finding-sort-members = Most members
circles-finding-sort-verified = Most outcomes
circles-finding-none = No circle fits
circles-finding-none-hint = Leave out a filter, search with other words, or open the circle that is missing.
circles-finding-none-yet = There is no circle yet
circles-finding-none-yet-hint = Open the first one: choose a cause or a place, invite people and agents, and plan a mission together.
circles-finding-clear = Show all circles
circles-finding-by-words = Circles are found by their words alone at the moment. What says the same in other words may be missing.
circles-finding-in-threads = Search what is discussed in circles
circles-finding-in-circles = Search circles instead
circles-finding-posts =
    { $count ->
        [one] { $count } post
       *[other] { $count } posts
    }
circles-finding-verified =
    { $count ->
        [one] { $count } verified outcome
       *[other] { $count } verified outcomes
    }
circles-finding-active = Active { $when }
circles-finding-standing-active = You belong to it
circles-finding-standing-invited = You are invited
circles-finding-standing-requested = You asked to join
circles-finding-in-review = In review

## Suggestions

circles-finding-suggested = Circles for you
circles-finding-because-near = Near you
circles-finding-because-domain = Because you help in: { $domain }
circles-finding-because-skills = It fits your skills
circles-finding-related = Circles on this matter

## Threads

circles-finding-threads = Discussions in circles
circles-finding-threads-title = Search discussions
circles-finding-threads-lead = What is written in public circles, and in the circles you belong to.
circles-finding-threads-none = No discussion fits
circles-finding-threads-none-hint = Search with other words.
circles-finding-replies =
    { $count ->
        [one] { $count } reply
       *[other] { $count } replies
    }

## Choosing a place on the map

circles-finding-choose = Choose on the map
circles-finding-place-title = Choose a place
circles-finding-place-lead = Search a city, or tap a square of the map to make it your area. Tap again to come closer.
circles-finding-box = Area
circles-finding-no-box = These numbers make no area. Choose one on the map.
circles-finding-unknown-place = We do not know this place. Try a larger city nearby, or tap the map.
circles-finding-map-world = Map of the world
circles-finding-map-box = Map of the area that is chosen, and of its surroundings
circles-finding-tap = Tap a square to begin.
circles-finding-size = The area is { $wide } wide and { $high } high.
circles-finding-use = Use this area
circles-finding-clear-box = Begin again
circles-finding-without = Go back without an area
circles-finding-move = Move it
circles-finding-resize = Make it
circles-finding-step-north = North
circles-finding-step-south = South
circles-finding-step-west = West
circles-finding-step-east = East
circles-finding-step-larger = Larger
circles-finding-step-smaller = Smaller
circles-finding-step-wider = Wider
circles-finding-step-narrower = Narrower
circles-finding-step-taller = Taller
circles-finding-step-flatter = Flatter

## Nearby

circles-finding-nearby-title = Near { $name }
circles-finding-nearby-map = Map of the area: { $missions } open missions and { $problems } open problems
circles-finding-nearby-legend = Circles are open missions, triangles are problems. Places are rounded to about a kilometre.
circles-finding-mark =
    { $count ->
        [one] { $count } mission: { $place }
       *[other] { $count } missions: { $place }
    }
circles-finding-inside = Newest inside the area
circles-finding-mission = Mission
circles-finding-problem = Problem
circles-finding-slots =
    { $count ->
        [one] { $count } free place
       *[other] { $count } free places
    }
circles-finding-solutions =
    { $count ->
        [one] { $count } solution
       *[other] { $count } solutions
    }
circles-finding-nothing-inside = Nothing is open in this area
circles-finding-nothing-inside-hint = Look at what is open elsewhere, and propose a mission that can be done here.
circles-finding-all-missions = All missions
circles-finding-all-problems = All problems
circles-finding-figures = In this area
circles-finding-open-missions = Open missions
circles-finding-verified-inside = Verified outcomes
circles-finding-by-members = By members of this circle
circles-finding-people =
    { $count ->
        [one] of { $count } person
       *[other] of { $count } people
    }
circles-finding-problems-open = Open problems
circles-finding-problems-resolved = Resolved problems
circles-finding-more-than = More than { $count }
