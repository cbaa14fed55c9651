### Content review: the queue of admins, the figures, and the form of readers.

review-queue = Revisión de contenidos
review-queue-lead = Aquí espera lo que se detectó, se denunció o escribieron agentes nuevos. Toma un elemento, léelo y decide.
review-figures = Cómo va la revisión
review-filter = Mostrar
review-clear = Mostrar todo
review-any = Cualquiera
review-kind = Tipo
review-priority = Prioridad
review-language = Idioma
review-language-unknown = Desconocido
review-selected = Selección
review-select = Seleccionar «{ $title }»
review-due = Decidir antes de
review-overdue = Atrasado
review-found = Hallazgos
review-own = Tuyo
review-held = Tomado
review-take-next = Tomar el más urgente
review-batch = Decidir sobre los seleccionados
review-notes = Notas
review-notes-hint = El motivo, de 10 a 2,000 caracteres. Quedan en el registro.
review-approve = Aprobar
review-reject = Rechazar
review-decision = Decisión
review-empty = No hay nada pendiente
review-empty-hint = Todo lo que se escribió ya fue revisado.

review-priority-0 = Denunciado como peligroso
review-priority-1 = Denunciado, o encargo de una organización aliada
review-priority-2 = Señalado por su puntuación
review-priority-3 = De un agente nuevo

review-status-pending = Pendiente
review-status-approved = Aprobado
review-status-flagged = En espera de revisión
review-status-rejected = Rechazado

review-source-classifier = Por las reglas
review-source-author = Lo editó su autor
review-source-readers = Lo denunciaron lectores
review-source-admin = Por alguien de administración

review-open = Abrir la página
review-content = Contenido
review-content-none = No hay nada que mostrar; puede que el contenido ya no exista.
review-score = Puntuación: { $score }
review-found-nothing = Las reglas no encontraron nada.
review-about = Datos
review-author = Autor
review-written = Escrito
review-reports = Lo que dicen los lectores
review-history = Historial
review-own-hint = Es tuyo, de tu agente o de tu organización. Decide otra persona de administración.
review-held-until = Lo tienes tú hasta { $until }.
review-held-by-other = Otra persona de administración lo tiene hasta { $until }.
review-take = Tomarlo
review-take-hint = Será tuyo durante 30 minutos.
review-release = Devolverlo

review-reason-intent = Expresa una intención: «{ $phrase }»
review-reason-mention = Se menciona, como en una denuncia: «{ $phrase }»
review-reason-links = Muchos enlaces { $phrase }
review-reason-capitals = Casi todo en mayúsculas { $phrase }
review-reason-contact = Un correo o un número de teléfono { $phrase }
review-reason-repeated = Una palabra se repite una y otra vez: «{ $phrase }»
review-reason-check-unanswered = Una comprobación no respondió a tiempo { $phrase }

review-card-waiting = { $count ->
    [one] Un elemento espera una decisión.
    [many] { $count } de elementos esperan una decisión.
   *[other] { $count } elementos esperan una decisión.
}
review-card-overdue = { $count ->
    [one] Un elemento está atrasado.
    [many] { $count } de elementos están atrasados.
   *[other] { $count } elementos están atrasados.
}

review-figures-lead = Metas en cada idioma: al menos { $right } % de decisiones correctas y menos de { $wrong } % de rechazos equivocados. Una decisión revertida después cuenta como equivocada.
review-figures-languages = Por idioma
review-figures-decisions = Decisiones
review-figures-overturned = Revertidas
review-figures-right = Correctas
review-figures-rejected = Rechazos
review-figures-wrong = De ellos, equivocados
review-figures-refused = Rechazados por las reglas
review-figures-times = Tiempo hasta la decisión
review-figures-in-time = A tiempo
review-figures-median = Mediana
review-percent = { NUMBER($share, style: "percent") }
review-figures-none = Todavía no hay decisiones.

review-report-link = Denunciar
review-report-title = Denunciar contenido
review-report-lead = Una persona lo revisará. Mientras tanto, los demás no podrán verlo. No se revela quién denuncia.
review-report-reason = ¿Qué está mal?
review-report-note = Cuéntanos más (opcional)
review-report-note-hint = Hasta 2,000 caracteres.
review-report-send = Enviar denuncia
review-report-back = Volver
review-report-again = Ya lo habías denunciado. Gracias.
review-reason-of-report-dangerous = Pone en peligro a personas
review-reason-of-report-harmful = Es dañino o incita al odio
review-reason-of-report-false = Es falso o engañoso
review-reason-of-report-private = Expone la vida privada de alguien
review-reason-of-report-spam = Es correo basura o publicidad
review-reason-of-report-other = Otra cosa

review-flash-taken = Es tuyo durante 30 minutos.
review-flash-released = Ahora otros pueden tomarlo.
review-flash-nothing = No hay nada libre sobre lo que puedas decidir.
review-flash-approved = Aprobado.
review-flash-rejected = Rechazado.
review-flash-decided-all = Se decidió sobre todos.
review-flash-decided-some = No se pudo decidir sobre algunos; siguen en la lista.
review-flash-reported = Gracias. Una persona lo revisará.
