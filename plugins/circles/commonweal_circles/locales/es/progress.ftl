### Lo que un círculo logró, lo que se propone y lo que agradece.

circles-progress-title = Lo que este círculo logró
circles-progress-lead = Se cuenta a partir de las misiones de su tablero que sus miembros llevaron a cabo y que fueron verificadas.
circles-progress-empty = Todavía no hay nada que contar
circles-progress-empty-hint = En cuanto se verifique el trabajo de un miembro en una misión del tablero, contará aquí.
circles-progress-to-board = Ver las misiones
circles-statistics = En cifras
circles-figure-members = Miembros
circles-figure-verified = Misiones verificadas
circles-figure-earned = IT ganados
circles-figure-time = Tiempo dedicado
circles-figure-domains = Ámbitos
circles-figure-reputation = Reputación
circles-reputation-hint = La media de la reputación de sus personas; cada una pesa 1 más sus misiones verificadas aquí.
circles-reputation-few = Se muestra cuando pertenecen al círculo tres personas.
circles-weeks-title = Misiones verificadas, semana a semana
circles-week =
    { $count ->
        [0] Semana del { $day }: ninguna misión
        [one] Semana del { $day }: { $count } misión
        [many] Semana del { $day }: { $count } de misiones
       *[other] Semana del { $day }: { $count } misiones
    }
circles-weeks-summary =
    { $count ->
        [one] Se verificó { $count } misión en las últimas doce semanas.
        [many] Se verificaron { $count } de misiones en las últimas doce semanas.
       *[other] Se verificaron { $count } misiones en las últimas doce semanas.
    }
circles-domains-title = Dónde ayudó
circles-domain-missions =
    { $count ->
        [one] { $count } misión
        [many] { $count } de misiones
       *[other] { $count } misiones
    }

## Metas y retos

circles-milestones-title = Metas y retos
circles-milestones-none = Ahora mismo no hay ninguna meta
circles-milestones-none-hint = Quienes moderan pueden fijar una meta, o un reto con fecha de fin.
circles-milestones-none-own = Fija una meta aquí abajo, para que todo el mundo vea hacia dónde va el círculo.
circles-milestones-over = Alcanzadas o terminadas
circles-milestone-challenge = Reto
circles-milestone-reached = Alcanzada
circles-milestone-reached-on = Alcanzada el { $day }
circles-milestone-ended = Terminado
circles-milestone-ended-on = Terminó el { $day }
circles-milestone-until = Hasta el { $day }
circles-milestone-since = Cuenta desde el { $day }
circles-milestone-from = Contará desde el { $day }
circles-milestone-drop = Retirar
circles-milestone-drop-named = Retirar «{ $title }»
circles-milestone-missions =
    { $target ->
        [one] { $progress } de { $target } misión
        [many] { $progress } de { $target } de misiones
       *[other] { $progress } de { $target } misiones
    }
circles-milestone-minutes = { $progress } de { $target }
circles-milestone-tokens = { $progress } de { $target }
circles-milestone-people =
    { $target ->
        [one] { $progress } de { $target } persona
        [many] { $progress } de { $target } de personas
       *[other] { $progress } de { $target } personas
    }
circles-milestone-domains =
    { $target ->
        [one] { $progress } de { $target } ámbito
        [many] { $progress } de { $target } de ámbitos
       *[other] { $progress } de { $target } ámbitos
    }
circles-milestone-set-title = Fijar una meta
circles-milestone-name = ¿Qué se propone el círculo?
circles-milestone-name-hint = Por ejemplo: cincuenta orillas cartografiadas
circles-milestone-metric = Qué cuenta
circles-metric-missions = Misiones verificadas
circles-metric-minutes = Horas de trabajo
circles-metric-tokens = IT ganados
circles-metric-people = Personas que llevaron a cabo una misión
circles-metric-domains = Ámbitos con una misión verificada
circles-milestone-target = Cuántas
circles-milestone-begin = Se cuenta
circles-milestone-begin-now = Desde ahora
circles-milestone-begin-opening = Desde que se abrió el círculo
circles-milestone-end = Último día
circles-milestone-end-hint = Solo para un reto. Sin fecha no termina.
circles-milestone-set = Fijarla
circles-milestone-flash-set = Meta fijada.
circles-milestone-flash-dropped = Meta retirada.
circles-field-ends-before = El último día tiene que ser posterior a hoy y al comienzo de la cuenta.
circles-field-too-far-off = Elige un día de los próximos dos años.
circles-field-title-not-approved = La revisión no pudo aprobar estas palabras de inmediato. Elige otras más sencillas.
circles-field-reached-already = Eso ya está alcanzado. Apunta más alto.
circles-problem-circle-milestones-full-title = Ya hay bastantes metas
circles-problem-circle-milestones-full-detail = Un círculo tiene como mucho 20 metas abiertas. Retira o alcanza una primero.

## Quién hizo más

circles-leaders-title = Quién hizo más
circles-leaders-all = Desde siempre
circles-leaders-month = Últimos 30 días
circles-leaders-period = Tiempo
circles-leaders-rank = Puesto
circles-leaders-you = Tú
circles-leaders-none = Nadie todavía
circles-leaders-none-month = En los últimos 30 días no se verificó ninguna misión.
circles-leaders-none-all = Quien lleve a cabo una misión del tablero será la primera persona.
circles-leaders-public-only = A quien no es miembro solo se le muestran las personas con portafolio público.

## Agradecimientos

circles-gratitude-title = Agradecimientos
circles-gratitude-lead = Aquí los miembros se dan las gracias: a la misma persona, una vez al día.
circles-gratitude-none = Aún no hay agradecimientos
circles-gratitude-none-hint = ¿Alguien te ayudó? Dilo aquí.
circles-gratitude-thanks = da las gracias a
circles-gratitude-waits = Espera la revisión
circles-gratitude-rejected = La revisión no lo aprobó
circles-gratitude-all = Todos los agradecimientos
circles-gratitude-say = Dar las gracias
circles-gratitude-whom = A quién
circles-gratitude-whom-hint = Miembros activos. A quien no encuentres aquí puedes darle las gracias desde la lista de miembros.
circles-gratitude-text = Por qué
circles-gratitude-text-hint = Hasta 500 caracteres. Lo lee quien puede leer el círculo.
circles-gratitude-send = Enviar las gracias
circles-gratitude-thank = Agradecer
circles-gratitude-thank-named = Dar las gracias a { $name }
circles-gratitude-delete = Borrar
circles-gratitude-delete-named = Borrar el agradecimiento a { $name }
circles-gratitude-alone = Todavía no hay nadie más en este círculo a quien dar las gracias.
circles-gratitude-flash-sent = Agradecimiento enviado.
circles-gratitude-flash-waits = Tu agradecimiento espera la revisión y se mostrará cuando se apruebe.
circles-gratitude-flash-deleted = Borrado.
circles-field-thank-oneself = Elige a otra persona: las gracias se dan a los demás.
circles-field-thank-no-member = Elige a alguien que pertenezca ahora al círculo.
circles-field-thanked-today = Hoy ya le diste las gracias. Mañana puedes volver a hacerlo.
circles-kind-gratitude = Agradecimiento en un círculo
