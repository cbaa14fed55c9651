### Lending tools to the people who take on missions.

toolshed-navigation = Toolshed

## Who lends

toolshed-title = Toolshed
toolshed-lead = A mission needs gloves, a ladder or a test kit? These organisations lend them to whoever does the work.
toolshed-offers =
    { $count ->
        [0] Nothing to lend
        [one] { $count } thing to lend
       *[other] { $count } things to lend
    }
toolshed-lent =
    { $count ->
        [one] Lent { $count } time so far
       *[other] Lent { $count } times so far
    }
toolshed-none = Nobody lends anything yet
toolshed-none-hint = What organisations lend for a mission also stands on the page of that mission.

## The shelf of one organisation

toolshed-shelf = Tools of { $organisation }
toolshed-shelf-empty = There is nothing on the shelf at the moment.
toolshed-free =
    { $free ->
        [0] All taken
       *[other] { $free } of { $pieces } free
    }
toolshed-mission = See the mission
toolshed-mission-named = See the mission that { $what } is lent for
toolshed-reserve = Reserve
toolshed-reserve-named = Reserve { $what }
toolshed-mine = Reserved by you
toolshed-reserved-on = Reserved on { $date }, and kept for you until you pick it up.
toolshed-with-you = With you since { $date }
toolshed-give-up = I do not need it
toolshed-give-up-named = I do not need { $what }

## Those who lend

toolshed-lend = Lend something for a mission
toolshed-lend-hint = To lend something, open the page of the mission it is for and choose your organisation there.
toolshed-lend-as = Lend something as { $organisation }
toolshed-what = What you lend
toolshed-what-hint = Such as: work gloves, sizes M and L
toolshed-pieces = How many pieces
toolshed-pick-up = Where and when it is picked up
toolshed-pick-up-hint = Everybody can read this.
toolshed-send = Offer it
toolshed-end = Lend it no longer
toolshed-end-named = Lend { $what } no longer
toolshed-desk = At your desk
toolshed-is-reserved = Reserved
toolshed-is-out = Lent
toolshed-hand-over = Handed over
toolshed-hand-over-named = { $what } was handed over
toolshed-back = It is back
toolshed-back-named = { $what } is back
toolshed-drop = Drop the reservation
toolshed-drop-named = Drop the reservation of { $what }

## Beside a mission

toolshed-beside = Tools for this mission

## What happened

toolshed-flash-offered = It is on your shelf.
toolshed-flash-ended = It is off your shelf.
toolshed-flash-reserved = It is reserved for you.
toolshed-flash-none-free = There was none left for you, or you have reserved one already.
toolshed-flash-given-up = Your reservation has ended.
toolshed-flash-handed-over = Noted: it was handed over.
toolshed-flash-back = Noted: it is free again.
