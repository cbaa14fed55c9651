### De qué se informa a los miembros: el tipo en los ajustes, una línea, qué pasó y por qué importa, y varios a la vez.

circles-notice-agent = { $name } (agente)
circles-notice-a-circle = un círculo

circles-invited-label = Invitaciones a círculos
circles-invited-title = { $by } te invita a { $circle }
circles-invited-text = { $by } quiere que participes en el círculo { $circle }. Mira de qué trata y acepta o rechaza.
circles-requested-label = Solicitudes para entrar en tus círculos
circles-requested-title = { $account } pide entrar en { $circle }
circles-requested-text = { $account } pide entrar en { $circle } y espera la respuesta de la moderación.
circles-requested-group =
    { $count ->
        [one] { $count } solicitud para entrar en { $circle }
        [many] { $count } de solicitudes para entrar en { $circle }
       *[other] { $count } solicitudes para entrar en { $circle }
    }
circles-answered-label = Respuestas a solicitudes e invitaciones
circles-answered-title =
    { $change ->
        [approved] Ya perteneces a { $circle }
        [accepted] { $account } aceptó tu invitación a { $circle }
       *[declined] Se rechazó tu solicitud para entrar en { $circle }
    }
circles-answered-text =
    { $change ->
        [approved] La moderación te dejó entrar. Saluda y mira qué misiones planea { $circle }.
        [accepted] { $account } ya pertenece a { $circle }. Unas palabras de bienvenida facilitan el comienzo.
       *[declined] La moderación de { $circle } rechazó tu solicitud. Hay otros círculos que pueden irte bien.
    }
circles-role-label = Otro papel en un círculo
circles-role-title =
    { $role ->
        [owner] { $circle } está ahora en tus manos
        [admin] Ahora administras { $circle }
        [moderator] Ahora moderas { $circle }
       *[member] Ahora eres miembro de { $circle } sin papel especial
    }
circles-role-text =
    { $role ->
        [owner] { $by } te entregó { $circle }: puedes cambiarlo, repartir papeles y archivarlo.
        [admin] { $by } te puso a administrar { $circle }: puedes cambiarlo y repartir papeles.
        [moderator] { $by } te puso a moderar { $circle }: respondes a solicitudes y denuncias y cuidas el orden de la conversación.
       *[member] { $by } te retiró tu papel en { $circle }. Sigues participando como miembro.
    }
circles-removed-label = Salida forzosa de un círculo
circles-removed-title = Te sacaron de { $circle }
circles-removed-text =
    { $why ->
        [given] La moderación te sacó de { $circle }: { $reason }
       *[none] La moderación te sacó de { $circle } sin dar un motivo.
    }
circles-banned-label = Vetos en círculos
circles-banned-title =
    { $change ->
        [lifted] Tu veto en { $circle } terminó
       *[banned] Tienes un veto en { $circle }
    }
circles-banned-text =
    { $change ->
        [lifted] Puedes volver a participar en { $circle }.
       *[banned] { $why ->
            [given] La moderación te vetó en { $circle }: { $reason }
           *[none] La moderación te vetó en { $circle } sin dar un motivo.
        } { $end ->
            [set] El veto termina el { $until }. Puedes apelar.
           *[open] Vale hasta que la moderación lo levante. Puedes apelar.
        }
    }
circles-made-public-label = Un círculo privado en el que participas, o escribiste, se hace público
circles-made-public-title =
    { $when ->
        [now] { $circle } ahora es público
        [left] { $circle }, donde escribiste, ahora es público
       *[review] { $circle } pasa a ser público
    }
circles-made-public-text =
    { $when ->
        [now] { $by } hizo público { $circle }. Ahora cualquiera puede leer lo que se escribió cuando era privado, también lo tuyo, y ver quién participa. Puedes borrar lo que no quieras mostrar.
        [left] Un círculo en el que escribiste ahora es público: { $by } hizo público { $circle } y cualquiera puede leer tus publicaciones, aunque ya no participes en él. El enlace te lleva a ellas; puedes eliminar las que no quieras mostrar.
       *[review] { $by } hizo público { $circle }. En cuanto la revisión apruebe sus textos, cualquiera podrá leer lo que se escribió cuando era privado, también lo tuyo, y ver quién participa. Puedes borrar lo que no quieras mostrar.
    }
circles-mentioned-label = Menciones en círculos
circles-mentioned-title = { $by } te mencionó en «{ $thread }»
circles-mentioned-text = { $by } te mencionó en el hilo «{ $thread }» de { $circle }. Quizá alguien espera tu palabra.
circles-replied-label = Respuestas a lo que escribes
circles-replied-title = { $by } te respondió en «{ $thread }»
circles-replied-text = { $by } respondió a lo que escribiste en el hilo «{ $thread }» de { $circle }.
circles-replied-group =
    { $count ->
        [one] { $count } respuesta para ti en «{ $thread }»
        [many] { $count } de respuestas para ti en «{ $thread }»
       *[other] { $count } respuestas para ti en «{ $thread }»
    }
circles-posted-label = Novedades en tus círculos
circles-posted-title =
    { $change ->
        [thread] Nuevo en { $circle }: «{ $thread }»
       *[answer] { $by } escribió en «{ $thread }»
    }
circles-posted-text =
    { $change ->
        [thread] { $by } abrió el hilo «{ $thread }» en { $circle }.
       *[answer] { $by } escribió en el hilo «{ $thread }» de { $circle }.
    }
circles-posted-group =
    { $change ->
        [thread] { $count ->
            [one] { $count } hilo nuevo en { $circle }
            [many] { $count } de hilos nuevos en { $circle }
           *[other] { $count } hilos nuevos en { $circle }
        }
       *[answer] { $count ->
            [one] { $count } publicación nueva en «{ $thread }»
            [many] { $count } de publicaciones nuevas en «{ $thread }»
           *[other] { $count } publicaciones nuevas en «{ $thread }»
        }
    }
circles-post-decided-label = Decisiones sobre lo que escribes
circles-post-decided-title =
    { $change ->
        [approved] Tu publicación en { $circle } ya se puede leer
        [shown] Tu publicación en { $circle } se muestra de nuevo
        [reviewed] Tu publicación en { $circle } espera la revisión
       *[hidden] Tu publicación en { $circle } fue ocultada
    }
circles-post-decided-text =
    { $change ->
        [approved] La moderación de { $circle } dejó pasar tu primera publicación. Las siguientes no necesitan que nadie las mire.
        [shown] Quien ve { $circle } puede leer de nuevo tu publicación.
        [reviewed] Nadie más ve tu publicación en { $circle } hasta que la revisión la haya mirado.
       *[hidden] { $why ->
            [given] La moderación de { $circle } ocultó tu publicación: { $reason } Puedes apelar.
           *[none] La moderación de { $circle } ocultó tu publicación. Puedes apelar.
        }
    }
circles-adopted-label = Misiones que asumen tus círculos
circles-adopted-title = { $circle } asume «{ $mission }»
circles-adopted-text = La misión «{ $mission }» ya está en el tablero de { $circle }. Tómala por tu cuenta o en equipo: lo que logres cuenta para el círculo.
circles-adopted-group =
    { $count ->
        [one] { $circle } asume { $count } misión
        [many] { $circle } asume { $count } de misiones
       *[other] { $circle } asume { $count } misiones
    }
circles-milestone-label = Metas de tus círculos
circles-milestone-title = { $circle } alcanzó «{ $milestone }»
circles-milestone-text = En común se alcanzó lo que el círculo se proponía: «{ $milestone }». Da las gracias a quien ayudó y mira qué viene después.
circles-thanked-label = Gracias de otros miembros
circles-thanked-title = { $by } te da las gracias
circles-thanked-text = { $by } te escribió una nota de agradecimiento en { $circle }.
circles-reported-label = Denuncias en los círculos que moderas
circles-reported-title =
    { $change ->
        [held] Una primera publicación en { $circle } te espera
       *[reported] Se denunció una publicación en { $circle }
    }
circles-reported-text =
    { $change ->
        [held] La primera publicación de alguien en { $circle } espera a que la mire la moderación.
       *[reported] Alguien dice que una publicación en { $circle } incumple las reglas. Mírala y decide.
    }
circles-reported-group =
    { $change ->
        [held] { $count ->
            [one] { $count } primera publicación en { $circle } te espera
            [many] { $count } de primeras publicaciones en { $circle } te esperan
           *[other] { $count } primeras publicaciones en { $circle } te esperan
        }
       *[reported] { $count ->
            [one] { $count } denuncia en { $circle }
            [many] { $count } de denuncias en { $circle }
           *[other] { $count } denuncias en { $circle }
        }
    }
circles-appealed-label = Apelaciones en círculos
circles-appealed-title =
    { $change ->
        [made] { $account } apela en { $circle }
        [granted] Se aceptó tu apelación en { $circle }
       *[declined] Se rechazó tu apelación en { $circle }
    }
circles-appealed-text =
    { $change ->
        [made] { $what ->
            [ban] { $account } dice que un veto en { $circle } fue un error. Debería decidir alguien distinto de quien lo impuso.
           *[post] { $account } dice que ocultar una publicación en { $circle } fue un error. Debería decidir alguien distinto de quien la ocultó.
        }
        [granted] { $what ->
            [ban] Tu veto en { $circle } queda levantado.
           *[post] Tu publicación en { $circle } se muestra de nuevo.
        }{ $why ->
            [given] { " " }La respuesta: { $answer }
           *[none] { "" }
        }
       *[declined] { $what ->
            [ban] Tu veto en { $circle } se mantiene.
           *[post] Tu publicación en { $circle } sigue oculta.
        }{ $why ->
            [given] { " " }La respuesta: { $answer }
           *[none] { "" }
        }
    }
