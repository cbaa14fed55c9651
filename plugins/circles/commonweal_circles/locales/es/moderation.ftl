# Mantener el orden en un círculo: denuncias, cola, apelaciones y registro.

circles-moderation-title = Lo que espera a la moderación
circles-moderation-lead = Publicaciones denunciadas, primeras publicaciones y apelaciones. Lo que hagas aquí queda en el registro.
circles-moderation-nothing = No espera nada
circles-moderation-nothing-hint = Cuando alguien denuncie una publicación o apele, aparecerá aquí.
circles-moderation-reported = { $count ->
    [one] Una publicación denunciada
    [many] { $count } de publicaciones denunciadas
   *[other] { $count } publicaciones denunciadas
}
circles-moderation-held = { $count ->
    [one] Una primera publicación espera
    [many] { $count } de primeras publicaciones esperan
   *[other] { $count } primeras publicaciones esperan
}
circles-moderation-appeals = { $count ->
    [one] Una apelación
    [many] { $count } de apelaciones
   *[other] { $count } apelaciones
}
circles-hide-reason = Motivo
circles-hide-reason-hint = Se le dice a quien la escribió, y los miembros lo ven en el registro.
circles-report-uphold = Ocultar la publicación
circles-report-dismiss = Está bien así
circles-post-approve = Dejarla pasar
circles-post-hide = Ocultarla

circles-report-title = Denunciar una publicación
circles-report-lead = La moderación de este círculo ve lo que escribes, no quién eres.
circles-report-reason = ¿Qué está mal?
circles-report-text = ¿Qué debe saber la moderación?
circles-report-text-hint = Opcional, hasta 1.000 caracteres.
circles-report-send = Enviar la denuncia
circles-report-back = Volver
circles-report-danger = ¿Hay alguien en peligro, o es todo el círculo el que no cumple las reglas?
circles-report-platform = Denúncialo a Commonweal
circles-reason-spam = Publicidad o spam
circles-reason-off-topic = No tiene que ver con este círculo
circles-reason-insult = Insulta a alguien
circles-reason-privacy = Revela algo privado
circles-reason-harmful = Puede hacer daño
circles-reason-other = Otra cosa

circles-appeal-title = Apelación
circles-appeal-lead-ban = Tienes un veto en un círculo. Di por qué fue un error; lo mirará otra persona de la moderación, si la hay.
circles-appeal-lead-post = La moderación ocultó tu publicación. Di por qué fue un error; lo mirará otra persona de la moderación, si la hay.
circles-appeal-done-because = El motivo que se dio:
circles-appeal-they-say = Dice:
circles-appeal-text = ¿Por qué fue un error?
circles-appeal-text-hint = De 10 a 2.000 caracteres. Puedes apelar una vez.
circles-appeal-send = Enviar la apelación
circles-appeal-again = Ya apelaste contra esto.
circles-appeal-about-ban = Veto
circles-appeal-about-post = Publicación oculta
circles-appeal-answer = Respuesta
circles-appeal-answer-hint = De 10 a 1.000 caracteres; la lee quien apeló.
circles-appeal-grant-ban = Levantar el veto
circles-appeal-grant-post = Mostrar la publicación
circles-appeal-decline = Rechazar

circles-log-title = Registro
circles-log-lead = Todo lo que se hizo para mantener el orden. Cada línea dice quién más la ve.
circles-log-lead-reader = Lo que se hizo para mantener el orden, hasta donde puedes verlo.
circles-log-nothing = Todavía nada
circles-log-nothing-hint = Cuando la moderación haga algo, aparecerá aquí con su motivo.
circles-log-post = la publicación
circles-log-system = Automático
circles-log-seen-readers = Lo ve quien lee el círculo
circles-log-seen-members = Lo ven los miembros
circles-log-seen-moderators = Solo lo ve la moderación
circles-act-circle-edited = Círculo cambiado
circles-act-circle-archived = Círculo archivado
circles-act-circle-restored = Círculo restaurado
circles-act-member-removed = Salida forzosa
circles-act-member-banned = Veto
circles-act-ban-lifted = Veto levantado
circles-act-role-given = Papel asignado
circles-act-handed-over = Círculo cedido
circles-act-request-declined = Solicitud rechazada
circles-act-post-approved = Primera publicación aceptada
circles-act-post-hidden = Publicación oculta
circles-act-post-shown = Publicación visible de nuevo
circles-act-thread-pinned = Hilo fijado
circles-act-thread-unpinned = Hilo ya no fijado
circles-act-thread-locked = Hilo cerrado
circles-act-thread-unlocked = Hilo reabierto
circles-act-mission-adopted = Misión adoptada
circles-act-mission-declined = Misión rechazada
circles-act-milestone-dropped = Meta retirada
circles-act-gratitude-removed = Agradecimiento eliminado
circles-act-report-upheld = Denuncia aceptada
circles-act-report-dismissed = Denuncia descartada
circles-act-appeal-granted = Apelación aceptada
circles-act-appeal-declined = Apelación rechazada
circles-act-tools-changed = Herramientas contra el spam cambiadas

circles-moderation-not-yours = No puedes decidir esto: te afecta a ti, o a alguien con tu papel o uno mayor. Déjalo a otra persona de la moderación.

circles-flash-post-hidden = La publicación está oculta, y se le dice el motivo a quien la escribió.
circles-flash-post-shown = La publicación vuelve a verse.
circles-flash-post-approved = La publicación está a la vista.
circles-flash-report-upheld = La publicación está oculta y la denuncia, respondida.
circles-flash-report-dismissed = La denuncia está respondida; la publicación se queda.
circles-flash-appeal-granted = La apelación está aceptada.
circles-flash-appeal-declined = La apelación está rechazada.
circles-flash-reported = Gracias. La moderación del círculo lo mirará.
circles-flash-appealed = Tu apelación espera a la moderación.

circles-field-too-many-links = { $maximum ->
    [0] Este círculo no permite enlaces a otros sitios; quítalos.
    [one] Este círculo permite un enlace a otro sitio; quita los demás.
    [many] Este círculo permite { $maximum } de enlaces a otros sitios; quita alguno.
   *[other] Este círculo permite { $maximum } enlaces a otros sitios; quita alguno.
}
