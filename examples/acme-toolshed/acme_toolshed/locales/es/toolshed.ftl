### Préstamo de herramientas a quienes toman misiones.

toolshed-navigation = Herramientas

## Quién presta

toolshed-title = Herramientas prestadas
toolshed-lead = ¿Una misión necesita guantes, una escalera o un kit de análisis? Estas organizaciones los prestan a quien hace el trabajo.
toolshed-offers =
    { $count ->
        [0] Nada para prestar
        [one] { $count } cosa para prestar
        [many] { $count } de cosas para prestar
       *[other] { $count } cosas para prestar
    }
toolshed-lent =
    { $count ->
        [one] Se ha prestado { $count } vez
        [many] Se ha prestado { $count } de veces
       *[other] Se ha prestado { $count } veces
    }
toolshed-none = Todavía nadie presta nada
toolshed-none-hint = Lo que se presta para una misión también aparece en la página de esa misión.

## Lo que presta una organización

toolshed-shelf = Herramientas de { $organisation }
toolshed-shelf-empty = En este momento no hay nada disponible.
toolshed-free =
    { $free ->
        [0] Todo prestado
       *[other] { $free } de { $pieces } disponibles
    }
toolshed-mission = Ver la misión
toolshed-mission-named = Ver la misión para la que se presta { $what }
toolshed-reserve = Reservar
toolshed-reserve-named = Reservar { $what }
toolshed-mine = Lo que reservaste
toolshed-reserved-on = Reservado el { $date }; te lo guardan hasta que lo recojas.
toolshed-with-you = Lo tienes desde el { $date }
toolshed-give-up = Ya no lo necesito
toolshed-give-up-named = Ya no necesito { $what }

## Para quienes prestan

toolshed-lend = Prestar algo para una misión
toolshed-lend-hint = Para prestar algo, abre la página de la misión y elige allí tu organización.
toolshed-lend-as = Prestar algo como { $organisation }
toolshed-what = Qué prestas
toolshed-what-hint = Por ejemplo: guantes de trabajo, tallas M y L
toolshed-pieces = Cuántas piezas
toolshed-pick-up = Dónde y cuándo se recoge
toolshed-pick-up-hint = Cualquiera puede leerlo.
toolshed-send = Ofrecerlo
toolshed-end = Dejar de prestarlo
toolshed-end-named = Dejar de prestar { $what }
toolshed-desk = En tu mesa de entrega
toolshed-is-reserved = Reservado
toolshed-is-out = Prestado
toolshed-hand-over = Entregado
toolshed-hand-over-named = Se entregó { $what }
toolshed-back = Ya lo devolvieron
toolshed-back-named = Ya devolvieron { $what }
toolshed-drop = Anular la reserva
toolshed-drop-named = Anular la reserva de { $what }

## Junto a una misión

toolshed-beside = Herramientas para esta misión

## Lo que pasó

toolshed-flash-offered = Ya está entre tus herramientas.
toolshed-flash-ended = Ya no está entre tus herramientas.
toolshed-flash-reserved = Está reservado para ti.
toolshed-flash-none-free = No quedaba ninguno para ti, o ya reservaste uno.
toolshed-flash-given-up = Tu reserva terminó.
toolshed-flash-handed-over = Anotado: se entregó.
toolshed-flash-back = Anotado: está disponible otra vez.
