### How every index fares: the pages of admins, and what `commonweal vectors evaluate` prints.

vectors-admin = Search indexes
vectors-admin-lead = How every index of the similarity search fares, what it may need, and what helps. Nothing is changed by itself: people decide.
vectors-admin-again = Evaluate now
vectors-flash-evaluation-asked = The indexes are being evaluated. Load this page again in a moment.
vectors-admin-empty = There is no index yet
vectors-admin-empty-hint = Plugins that are on have nothing to be found by similarity.
vectors-admin-evaluated = Evaluated { $at }
vectors-admin-not-evaluated = Not evaluated yet. That happens every night, or when you ask for it.
vectors-admin-building = Its first index is being built. Until it is there, searches go by words.
vectors-admin-problem = The last evaluation failed
vectors-admin-acting =
    { $count ->
        [one] { $count } index has reached a threshold
       *[other] { $count } indexes have reached a threshold
    }
vectors-admin-acting-hint = What helps stands beside each, the cheapest first.
vectors-admin-first = What helps first: { $remedy }

vectors-outlook-fine = In order
vectors-outlook-watch = Keep an eye on it
vectors-outlook-act = Decide
vectors-outlook-building = Being built

vectors-figures = Figures
vectors-figure-items = Entries
vectors-figure-documents =
    { $count ->
        [one] of { $written } document
       *[other] of { $written } documents
    }
vectors-figure-growth = Growth in 30 days
vectors-figure-growth-unknown = known after a day
vectors-figure-limit-on = { $limit } would be reached on { $date }
vectors-figure-memory = In memory
vectors-figure-memory-of = { $share } of { $room }, with the other indexes there
vectors-figure-memory-unknown = the store is on another machine
vectors-figure-p95 = 95% answered within
vectors-figure-searches =
    { $count ->
        [one] { $written } search in 7 days
       *[other] { $written } searches in 7 days
    }
vectors-figure-no-searches = no searches in 7 days
vectors-figure-recall = Recall
vectors-figure-recall-of = of the 10 most alike, in a sample
vectors-figure-changes = Changes waiting
vectors-figure-changes-oldest = the oldest for { $duration }
vectors-figure-changes-none = everything is up to date
vectors-figure-failing =
    { $count ->
        [one] { $written } failed and is tried again
       *[other] { $written } failed and are tried again
    }
vectors-figure-store = Store
vectors-figure-index = Index
vectors-figure-index-none = none, every entry is compared
vectors-figure-index-behind = { $index }, outgrown
vectors-figure-model = Model
vectors-figure-dimensions =
    { $count ->
        [one] { $written } dimension, { $metric }
       *[other] { $written } dimensions, { $metric }
    }
vectors-figure-vectors = Vectors
vectors-figure-index-size = Index size
vectors-figure-postgresql = PostgreSQL memory
vectors-figure-postgresql-of = { $buffers } of its own, { $cache } expected in the cache
vectors-figure-machine = Memory of the machine

vectors-triggers = Thresholds
vectors-triggers-lead = Beyond one of them, somebody should look. Each is left only well below it, so that nobody is told twice.
vectors-trigger-now = Now { $value }
vectors-trigger-items = More than { $enter } entries in PostgreSQL
vectors-trigger-slow = 95% of searches take more than { $enter }
vectors-trigger-recall = Recall below { $enter }, with a filter or without
vectors-trigger-memory = More than { $enter } of the memory
vectors-trigger-leave = Left at { $leave }
vectors-stand-reached = Reached
vectors-stand-near = Close
vectors-stand-fine = Not reached
vectors-stand-unknown = Too few figures
vectors-stand-since = since { $at }
vectors-stand-streak = seen { $streak } of { $needed } times
vectors-stand-left = left { $at }

vectors-remedies = What helps
vectors-remedies-lead = The cheapest first, as far as the figures say.
vectors-remedy-prepare = Build the index that suits the size
vectors-remedy-prepare-why = It has outgrown its index, or has none. Run <code>commonweal vectors prepare { $collection }</code>, or wait: that happens every hour.
vectors-remedy-less_effort = Look at less of the index
vectors-remedy-less_effort-why = Searches find { $recall } of what is most alike, which is more than needed, and 95% of them take up to { $time }. <code>commonweal vectors prepare { $collection }</code> finds out anew how widely they must look.
vectors-remedy-effort = Look at more of the index
vectors-remedy-effort-why = Searches find only { $recall } of what is most alike, and have time to spare. <code>commonweal vectors prepare { $collection }</code> finds out anew how widely they must look.
vectors-remedy-halfvec = Keep the index in half precision
vectors-remedy-halfvec-why = It would take { $size } less, so that more of it stays in memory, and find the same. From 100,000 entries on, <code>commonweal vectors prepare { $collection }</code> goes over to it.
vectors-remedy-binary = Keep the index as bits, and compare the best in full
vectors-remedy-binary-why = It would take { $size } less, so that more of it stays in memory, and find a little less. <code>commonweal vectors prepare { $collection }</code> goes over to it when the index takes more than half of <code>effective_cache_size</code>: set that to what PostgreSQL really gets of the machine.
vectors-remedy-filter_index = Renew what filters by { $field } go by
vectors-remedy-filter_index-why = Searches filtered by it find { $recall } of what is most alike within { $time }; those without a filter fare better. <code>commonweal vectors prepare { $collection }</code> renews its statistics.
vectors-remedy-memory = Give the store more memory
vectors-remedy-memory-why = With { $size } more, all indexes there would stay in memory with room for the rest.
vectors-remedy-memory-postgresql = With { $size } more, all indexes there would stay in memory with room for the rest. If the machine has that, raise <code>shared_buffers</code> and <code>effective_cache_size</code> of PostgreSQL; else it takes a larger one.
vectors-remedy-qdrant = Move it to Qdrant
vectors-remedy-qdrant-why = If nothing above suffices. It would take { $memory } of memory, or { $quantised } with vectors kept as bytes, and { $disk } of disk. Moving takes about { $duration }, at { $pace } entries a second ({ $basis }). Searches go on meanwhile.
vectors-remedy-qdrant-calm = Searches are still fast and find what they should, so there is no hurry. It would take { $memory } of memory, or { $quantised } with vectors kept as bytes, and { $disk } of disk. Moving takes about { $duration }, at { $pace } entries a second ({ $basis }). Searches go on meanwhile.
vectors-remedy-qdrant-compare = Compare first:
vectors-remedy-nothing = Nothing
vectors-remedy-nothing-why = It is as it should be.
vectors-basis-trial = as in the last comparison
vectors-basis-filling = as when it was last built
vectors-basis-assumed = assumed

vectors-history = History
vectors-history-lead =
    { $count ->
        [one] One evaluation a day; so far { $count } day.
       *[other] One evaluation a day, over { $count } days.
    }
vectors-history-items = Entries
vectors-history-p95 = 95% answered within
vectors-history-said = From { $first } on { $from } to { $last } on { $to }, at most { $most }
vectors-history-short = There is something to draw after the second day.
vectors-history-limit = dashed: { $limit }

vectors-searches = Searches of people in the last 7 days
vectors-searches-lead = Only the shape of a search and its time are counted, never what was asked.
vectors-searches-none = Nobody has searched here yet.
vectors-shape = Shape
vectors-shape-all = All
vectors-shape-text = By words
vectors-shape-text-filtered = By words, filtered
vectors-shape-vector = By a vector
vectors-shape-vector-filtered = By a vector, filtered
vectors-shape-like = Like something there
vectors-shape-like-filtered = Like something there, filtered
vectors-column-searches = Searches
vectors-column-half = Half within
vectors-column-p95 = 95% within
vectors-column-p99 = 99% within

vectors-recall = What searches find
vectors-recall-lead = Entries drawn at random ask for the 10 most alike, with the index and without; this is the part that both find.
vectors-recall-filter = Filter
vectors-recall-plain = None
vectors-recall-common = { $field }, a common value
vectors-recall-rare = { $field }, a rare value
vectors-recall-passing = Entries
vectors-recall-questions = Questions
vectors-recall-part = Recall

vectors-coming = Being built
vectors-coming-filling = { $filled } of { $total } documents are in a new index in { $store }.
vectors-coming-ready = A new index in { $store } is complete. <code>commonweal vectors migrate</code> lets it take over.
vectors-coming-error = It got no further: { $error }
vectors-changes-error = The last error: { $error }

vectors-trial = The last comparison
vectors-trial-lead = { $items } entries in both stores, the same questions to both, { $at }.
vectors-trial-none = Another store can be compared with a sample:
vectors-trial-copied = Copied in
vectors-trial-prepared = Index built in
vectors-trial-recall = Recall, { $filter }
vectors-trial-p50 = Half within, { $filter }
vectors-trial-p95 = 95% within, { $filter }
vectors-trial-unfiltered = no filter

vectors-spending = What embedding cost
vectors-spending-lead = In the last 30 days; the budget of a day is { $budget }.
vectors-spending-unlimited = In the last 30 days; no budget is set.
vectors-spending-none = Embedding costs nothing with the present model, which runs on this machine.
vectors-spending-texts = Texts
vectors-spending-tokens = Tokens
vectors-spending-today = Today
vectors-spending-month = 30 days

vectors-size-b = { $number } B
vectors-size-kib = { $number } KiB
vectors-size-mib = { $number } MiB
vectors-size-gib = { $number } GiB
vectors-size-tib = { $number } TiB
vectors-ms = { $number } ms
vectors-seconds = { $number } s
vectors-percent = { $number }%
