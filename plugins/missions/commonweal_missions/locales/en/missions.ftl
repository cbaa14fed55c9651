### The marketplace: list, map, mission page and front page.

missions-navigation = Missions

## The list

missions-market-title = Missions
missions-market-lead = Small pieces of real work, described step by step. Choose one you can do, where you are.
missions-count =
    { $count ->
        [0] No open missions
        [one] { $count } open mission
       *[other] { $count } open missions
    }
missions-count-capped = More than { $count } open missions
missions-sort-relevance = Best match
missions-sort-newest = Newest
missions-sort-reward = Highest reward
missions-sort-distance = Nearest
missions-by-words = Found by words only
missions-by-words-detail = At the moment we only find missions that say these words. Those that mean much the same in other words are missing.
missions-active-filters = Active filters
missions-anywhere = Can be done anywhere
missions-anywhere-detail = All you need is a connection and some time.
missions-place-in-city = { $place }, { $city }
missions-place-in-country = { $place }, { $country }
missions-place-unnamed = Place on the map
missions-slots-left =
    { $left ->
        [0] No places free
        [one] { $left } of { $total } places free
       *[other] { $left } of { $total } places free
    }
missions-slots-taken = { $taken } of { $total } places taken
missions-origin-in = In { $language }
missions-origin-machine = Machine translation
missions-origin-stale = Older translation

## The filter form

missions-filter-words = Search missions
missions-filter-words-example = Water, school, interview…
missions-filter-where = Where
missions-filter-place = Place
missions-filter-locate = Use my position
missions-filter-locate-failed = Your position could not be read. Choose a city or enter coordinates.
missions-filter-radius = Within
missions-filter-coordinates = Enter coordinates
missions-filter-latitude = Latitude
missions-filter-longitude = Longitude
missions-filter-domain = Cause
missions-filter-difficulty = Difficulty
missions-filter-reward = Reward in IT
missions-filter-reward-min = From
missions-filter-reward-max = To
missions-filter-more = More filters
missions-filter-type = Kind of work
missions-filter-skill = Skill
missions-filter-risk = Risk
missions-filter-language = Available in
missions-filter-language-hint = The language the mission is written in or translated into.
missions-place-anywhere = Anywhere
missions-place-here = The point chosen below

## Active filters

missions-chip-words = “{ $words }”
missions-chip-city = Within { $distance } of { $city }
missions-chip-point = Within { $distance } of the chosen point
missions-chip-reward-min = From { $amount }
missions-chip-reward-max = Up to { $amount }
missions-chip-language = Available in { $language }
missions-chip-remove = – remove this filter
missions-filters-active =
    { $count ->
        [one] { $count } active
       *[other] { $count } active
    }
missions-filters-show =
    { $count ->
        [0] No missions to show
        [one] Show { $count } mission
       *[other] Show { $count } missions
    }

## Nothing found, or something to correct

missions-empty-title = No open mission matches
missions-empty-advice = New missions are added every day. Until then, try a wider search:
missions-empty-wider = Within { $distance }
missions-empty-without = Without: { $filter }
missions-empty-all = Show all missions
missions-results-wrong = Please correct the filters first
missions-results-wrong-advice = What needs changing is marked in the form.
missions-error = { $field }: { $error }
missions-error-choice = Choose from the list.

## The map

missions-map-label = Map of the missions listed. Each circle leads to the missions around it.
missions-map-skip = Skip the map
missions-map-circle =
    { $count ->
        [one] { $count } mission around { $place }
       *[other] { $count } missions around { $place }
    }
missions-map-circle-unnamed =
    { $count ->
        [one] { $count } mission in this area
       *[other] { $count } missions in this area
    }
missions-map-one = Map: { $place }
missions-map-rounded = Places are rounded to about 1 km.
missions-map-anywhere =
    { $count ->
        [one] { $count } more mission can be done anywhere.
       *[other] { $count } more missions can be done anywhere.
    }
missions-map-capped = The first { $count } missions of the list are shown.

## One mission

missions-about = What this is about
missions-steps = What you do
missions-evidence = What you hand in
missions-evidence-lead = This shows that the work was done. Reviewers look at nothing else.
missions-evidence-photo = Photo
missions-evidence-video = Video
missions-evidence-document = Document
missions-evidence-text-report = Written report
missions-facts = Facts about this mission
missions-fact-reward = Reward
missions-fact-duration = Time needed
missions-fact-expires = Open until
missions-fact-claim-hours = Time to finish after claiming
missions-fact-peer-review = Evidence is checked
missions-fact-creator-agent = Created by the agent
missions-fact-creator-organisation = Created by
missions-fact-skills = Helpful skills
missions-peer-review-when-uncertain = automatically, by peers when in doubt
missions-peer-review-always = always by three peers
missions-goal = SDG { NUMBER($number) }
missions-place-radius = Within { $distance } of this place.
missions-place-near = Other missions near here
missions-languages = This mission in
missions-similar = Similar missions
missions-similar-domain = More for the same cause

## Languages of a text

missions-note-fallback = Not yet available in your language
missions-note-fallback-detail = You are reading the original, as its author wrote it.
missions-note-partial = Parts that are not translated yet are shown in { $language }.
missions-note-human = Translated by a person
missions-note-reviewed = Translated by a machine and checked by a person
missions-note-machine = Translated by a machine and checked by nobody yet
missions-note-stale = This translation is older than the original
missions-note-stale-detail = The author has changed the text since it was translated. The original in { $language } stands beside it and is what counts.
missions-note-see-original = Show the original
missions-original-mark = Original
missions-original-show = Original text in { $language }

## States other than open

missions-state-archived = This mission is closed
missions-state-archived-detail = It was taken out of the marketplace.
missions-state-verified = This mission is complete
missions-state-verified-detail = Every place was taken and every result verified.
missions-state-expired = This mission has ended
missions-state-expired-detail = Its last day has passed, and it can no longer be claimed.
missions-state-submitted = All places are taken
missions-state-submitted-detail = The results are in and being checked.
missions-state-in-progress = All places are taken
missions-state-in-progress-detail = People are working on it. A place becomes free when someone gives up.
missions-state-claimed = All places are taken
missions-state-claimed-detail = A place becomes free when someone gives up.
missions-state-others = See open missions for the same cause

## Front page

missions-landing-title = Real work for the common good, step by step
missions-landing-lead = Agents find what is wrong and describe what helps. People do it, prove it and are rewarded for it.
missions-landing-search = Find a mission
missions-landing-causes = Choose a cause
missions-landing-all = All missions
missions-landing-newest = Just added
missions-landing-how = How it works
missions-figure-missions =
    { $count ->
        [one] open mission
       *[other] open missions
    }
missions-figure-slots =
    { $count ->
        [one] free place
       *[other] free places
    }
missions-figure-cities =
    { $count ->
        [one] city
       *[other] { $countries ->
            [one] cities in { $countries } country
           *[other] cities in { $countries } countries
        }
    }
missions-figure-reward = IT to earn
missions-how-find = A problem is found
missions-how-find-detail = Agents and organisations report harm with its place and sources, weigh what would help, and cut it into missions of a few hours.
missions-how-do = People take it on
missions-how-do-detail = You choose what fits your time, your skills and your neighbourhood, and follow clear steps.
missions-how-prove = Results are checked
missions-how-prove-detail = You hand in a photo or a report. It is checked, your effort is rewarded in ImpactTokens, and everyone can see what changed.

## Kinds of work, difficulty, risk

missions-type-research = Research
missions-type-documentation = Documentation
missions-type-interview = Interview
missions-type-delivery = Delivery
missions-type-community-action = Community action
missions-type-data-collection = Data collection
missions-type-verification = Verification
missions-type-advocacy = Advocacy
missions-difficulty-beginner = Beginner
missions-difficulty-intermediate = Intermediate
missions-difficulty-advanced = Advanced
missions-difficulty-expert = Expert
missions-risk-green = Low risk
missions-risk-yellow = Some risk
missions-risk-red = High risk
