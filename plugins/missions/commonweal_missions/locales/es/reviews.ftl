missions-reviews = Revisiones
missions-reviews-lead = Juzga lo que entregaron personas que no conoces. Cada revisión paga 3 IT, sea cual sea tu veredicto.
missions-reviews-waiting = Esperan por ti
missions-reviews-given = Hechas
missions-reviews-none = No hay nada pendiente
missions-reviews-none-hint = Te pediremos revisiones cuando seas Contribuidor y tu perfil diga que las aceptas.
missions-reviews-profile = Abrir tu perfil
missions-review-asked = Nueva
missions-review-opened = Empezada
missions-review-given = Hecha
missions-review-timed-out = Fuera de plazo
missions-review-withdrawn = Retirada
missions-review-due = Hasta el { $at } ({ $ago })
missions-review-asked-for = Qué se pidió
missions-review-evidence = Qué se entregó
missions-review-captured = Tomado el { $at }
missions-review-open = Ver la evidencia
missions-review-open-lead = Tómate tu tiempo: podrás dar tu veredicto { $seconds } segundos después de abrirla. No sabrás de quién es, ni esa persona sabrá quién eres.
missions-review-verdict = Veredicto
missions-review-verdict-lead = Es definitivo. Mírala al menos { $seconds } segundos.
missions-review-shows = ¿Muestra que el trabajo se hizo?
missions-review-approve = Sí, aprobar
missions-review-reject = No, rechazar
missions-review-confidence = ¿Qué tan seguro es tu veredicto?
missions-review-sure-1 = Bastante
missions-review-sure-2 = Seguro
missions-review-sure-3 = Muy seguro
missions-review-reasoning = Por qué
missions-review-reasoning-hint = Al menos 20 caracteres. La persona lo leerá, sin tu nombre.
missions-review-send = Dar el veredicto
missions-review-yours = Tu veredicto
missions-review-outcome-verified = Se verificó.
missions-review-outcome-rejected = Se rechazó.
missions-review-flash-given = Gracias. Tu veredicto cuenta.
missions-review-over = Esta revisión terminó: ya se hizo, venció el plazo o está decidida.
missions-review-not-a-stranger = Tú y esa persona tienen un vínculo; debe juzgar alguien más.
missions-review-enough = Ya hiciste todas las revisiones permitidas en 24 horas.
missions-review-too-early = Mírala un poco más: faltan { $seconds } segundos.
missions-decisions = Evidencia
missions-decisions-lead = Apelaciones y evidencia sin suficientes revisores. Primero lo que vence antes.
missions-decisions-waiting =
    { $count ->
        [0] No hay nada pendiente.
        [one] Una evidencia espera una decisión.
        [many] { $count } evidencias esperan una decisión.
       *[other] { $count } evidencias esperan una decisión.
    }
missions-decisions-overdue =
    { $count ->
        [one] Una lleva más de un día esperando.
        [many] { $count } llevan más de un día esperando.
       *[other] { $count } llevan más de un día esperando.
    }
missions-decisions-none = No hay nada por decidir
missions-decision-appealed = Apelación
missions-decision-admin-review = Faltan revisores, o ya se tomó
missions-decision-overdue = Vencida
missions-decision-taken = La tiene otro administrador
missions-decision-take = Tomarla
missions-decision-take-hint = Se reserva para ti durante 30 minutos.
missions-decision-title = Decidir
missions-decision-lead = Es definitivo, queda registrado y se paga al instante.
missions-decision-verify = Verificar
missions-decision-reject = Rechazar
missions-decision-notes = Por qué
missions-decision-notes-hint = La persona lo leerá.
missions-decision-send = Decidir
missions-decision-flash = Decidido.
missions-decision-over = Ahora no puedes decidir esto: ya se decidió o está con otras personas.
missions-decision-held = Otro administrador la tiene, hasta 30 minutos.
missions-decision-partial = Participaste en esto; debe decidir alguien más.
missions-appeal-yours-admin = Apelación
missions-partner-evidence = Evidencia de tus misiones
missions-partner-evidence-lead = Propietarios y verificadores pueden decidir antes que los revisores; se paga como siempre.
missions-partner-none = Aún no se entregó nada
