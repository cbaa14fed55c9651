# Correos sobre notificaciones y las páginas a las que llevan sus enlaces.
notifications-mail-open = Abrir
notifications-mail-inbox = Ver todo en tu bandeja
notifications-mail-settings = De qué te avisamos y cómo
notifications-mail-unsubscribe = No recibir más correos como este
notifications-mail-why = Recibes este correo porque tienes activados los correos sobre «{ $kind }».
notifications-mail-why-always = Recibes este correo porque se trata de tu cuenta: «{ $kind }». Los correos como este no se pueden desactivar.
notifications-mail-more = { $count ->
    [one] Y { $count } más.
    [many] Y { $count } más.
   *[other] Y { $count } más.
}
notifications-mail-batch-title = { $count ->
    [one] Durante tus horas de silencio: { $count } notificación
    [many] Durante tus horas de silencio: { $count } de notificaciones
   *[other] Durante tus horas de silencio: { $count } notificaciones
}
notifications-mail-batch-why = Recibes este correo ahora porque han terminado tus horas de silencio.
notifications-mail-daily-title = { $count ->
    [one] Tu día: { $count } notificación
    [many] Tu día: { $count } de notificaciones
   *[other] Tu día: { $count } notificaciones
}
notifications-mail-daily-why = Recibes este correo porque tienes activado el resumen diario.
notifications-mail-weekly-title = { $count ->
    [one] Tu semana: { $count } notificación
    [many] Tu semana: { $count } de notificaciones
   *[other] Tu semana: { $count } notificaciones
}
notifications-mail-weekly-why = Recibes este correo porque tienes activado el resumen semanal.

notifications-unsubscribe-title = No recibir más correos como este
notifications-unsubscribe-kinds = { $count ->
    [one] A partir de ahora no recibirás correos sobre:
    [many] A partir de ahora no recibirás correos sobre nada de esto:
   *[other] A partir de ahora no recibirás correos sobre nada de esto:
}
notifications-unsubscribe-digest = A partir de ahora no recibirás resúmenes.
notifications-unsubscribe-bulk = A partir de ahora no recibirás resúmenes ni correos que no te pidan hacer nada.
notifications-unsubscribe-rest = Seguirás encontrando todo en tu bandeja de este sitio, y puedes volver a activar los correos en los ajustes.
notifications-unsubscribe-button = Desactivar estos correos
notifications-unsubscribe-bulk-button = Desactivar todos los correos masivos
notifications-unsubscribe-done = Listo: estos correos están desactivados.
notifications-unsubscribe-settings = Ver todos los ajustes
notifications-audit-act-lift-suppression = Correo a una dirección permitido de nuevo
