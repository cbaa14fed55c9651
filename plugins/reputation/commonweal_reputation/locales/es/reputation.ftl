### Reputation: leaderboards, standing and endorsements.

reputation-kind-endorsement = Recomendación
reputation-leaderboards = Clasificaciones
reputation-leaderboards-lead = Personas que comparten lo que hacen y hasta dónde han llegado.
reputation-by = Qué se cuenta
reputation-by-score = Reputación
reputation-by-missions = Misiones verificadas
reputation-by-tokens = Tokens ganados
reputation-period = En qué período
reputation-period-week = 7 días
reputation-period-month = 30 días
reputation-period-all = Desde el inicio
reputation-domain = Ámbito
reputation-domain-all = Todos los ámbitos
reputation-own = Tu puesto: { $rank }
reputation-own-none = Aún no estás entre los primeros { $deepest }. Solo participan los portafolios públicos.
reputation-rank = Puesto
reputation-person = Persona
reputation-empty = Aún no hay nadie
reputation-empty-hint = Termina una misión y sé la primera persona.
reputation-tier-newcomer = Principiante
reputation-tier-contributor = Colaborador
reputation-tier-trusted = De confianza
reputation-tier-expert = Experto
reputation-title = Reputación
reputation-score = { $score } de 100 puntos
reputation-next = { $tier } a partir de { $bar } puntos
reputation-badges = Insignias
reputation-badge-missions = Misiones verificadas: { $level }+
reputation-badge-streak = Racha de días: { $level }+
reputation-badge-reviews = Revisiones acertadas: { $level }+
reputation-badge-endorsed = Recomendaciones: { $level }+
reputation-why = Cómo se forma la puntuación
reputation-of = { $points } de { $most }
reputation-part-quality = Calidad de las últimas 10 misiones
reputation-part-accuracy = Acierto de las últimas 50 revisiones
reputation-part-streak = Racha
reputation-part-endorsements = Recomendaciones
reputation-worn = La inactividad ha restado un { $percent } %.
reputation-endorsements = Recomendaciones
reputation-endorsements-none = Aún no hay recomendaciones.
reputation-somebody = Alguien con portafolio privado
reputation-waits = en espera de revisión
reputation-endorse = Recomendar
reputation-revoke = Retirar mi recomendación
reputation-endorse-title = Recomienda a { $name }
reputation-endorse-lead = Di por qué se puede confiar en esta persona. Todo el mundo podrá leerlo. Si la retiras, no podrás volver a darla.
reputation-reason = Tus motivos
reputation-back = Volver al perfil
reputation-flash-endorsed = Tu recomendación ya cuenta. Gracias.
reputation-flash-waits = Tu recomendación espera revisión.
reputation-flash-revoked = Retiraste tu recomendación.

reputation-multiplier = Las recompensas se multiplican por
reputation-tier = Nivel
reputation-days =
    { $days ->
        [one] { $days } día
        [many] { $days } de días
       *[other] { $days } días
    }
reputation-history = Cómo se formó
reputation-column-why = Motivo
reputation-column-change = Cambio
reputation-column-score = Puntuación
reputation-reason-mission = Se decidió sobre una misión
reputation-reason-review = Una revisión se comparó con el veredicto
reputation-reason-activity = Un día más de actividad
reputation-reason-endorsed = Alguien te recomendó
reputation-reason-endorsement-reviewed = Se revisó una recomendación
reputation-reason-endorsement-revoked = Se retiró una recomendación
reputation-reason-idle = Tiempo sin actividad
reputation-history-empty = Todavía nada
reputation-history-hint = Tu puntuación empieza con tu primera misión terminada, revisión o recomendación.
