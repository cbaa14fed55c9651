## The sign on pages that follow what happens; the label begins with the word that is seen

realtime-live-live = Live
realtime-live-live-label = Live: pause updates
realtime-live-paused = Paused
realtime-live-paused-label = Paused: resume updates
realtime-live-waiting = Reconnecting
realtime-live-waiting-label = Reconnecting: pause updates
realtime-live-over = Not live
realtime-live-over-label = Not live: load the page again
realtime-live-updated = This page was updated.
# The button above a list that has grown; $shown is $count as it is written
realtime-live-new =
    { $count ->
        [one] Show { $shown } new entry
       *[other] Show { $shown } new entries
    }
