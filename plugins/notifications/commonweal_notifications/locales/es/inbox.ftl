### La bandeja, los ajustes y el registro de las notificaciones.

notifications-title = Notificaciones
notifications-lead = Lo que pasó y te concierne. Nada de esto lo ve nadie más.
notifications-tab-inbox = Bandeja
notifications-tab-settings = Qué contarte
notifications-tab-ledger = Enviado y omitido
notifications-tabs = Partes de las notificaciones

notifications-bell = Notificaciones
notifications-bell-unread =
    { $count ->
        [one] { $count } notificación sin leer
        [many] { $count } de notificaciones sin leer
       *[other] { $count } notificaciones sin leer
    }
notifications-bell-none = No tienes notificaciones sin leer
notifications-bell-template-one = %s notificación sin leer
notifications-bell-template-many = %s de notificaciones sin leer
notifications-bell-template-other = %s notificaciones sin leer

notifications-filter = Filtrar
notifications-filter-show = Mostrar
notifications-filter-inbox = Todo lo de la bandeja
notifications-filter-unread = Solo sin leer
notifications-filter-archived = Archivo
notifications-filter-kind = Sobre
notifications-filter-kind-any = Todo
notifications-filter-apply = Mostrar

notifications-unread = Sin leer
notifications-grouped =
    { $count ->
        [one] { $count } notificación
        [many] { $count } de notificaciones
       *[other] { $count } notificaciones
    }
notifications-read = Marcar como leída
notifications-read-of = Marcar como leída: { $title }
notifications-archive = Archivar
notifications-archive-of = Archivar: { $title }
notifications-read-all = Marcar todo como leído
notifications-archive-all = Archivar lo leído
notifications-open-of = Abrir: { $title }

notifications-why = ¿Por qué recibo esto?
notifications-why-of = Por qué recibo esto: { $title }
notifications-why-default = Te contamos «{ $kind }» porque está activo para todas las personas hasta que elijan otra cosa.
notifications-why-chosen = Te contamos «{ $kind }» porque tú lo activaste.
notifications-why-fixed = Te contamos «{ $kind }» porque atañe a la seguridad o a las condiciones de tu cuenta. No se puede desactivar.
notifications-why-settings = Elige de qué quieres enterarte
notifications-mute = No me cuentes más de esto
notifications-mute-hint = Solo esto queda en silencio. Puedes deshacerlo en los ajustes.

notifications-gone = Aquello de lo que trataba ya no está, o ya no lo puedes ver.
notifications-kind-gone = Algo que se retiró
notifications-empty = Nada que contar
notifications-empty-hint = Cuando pase algo que te concierna, aparecerá aquí.
notifications-empty-filtered = Nada coincide
notifications-empty-filtered-hint = Ninguna notificación coincide con estos filtros.
notifications-show-all = Mostrar todo

notifications-flash-read = Marcado como leído.
notifications-flash-archived = Guardado en el archivo.
notifications-flash-muted = Ya no te contaremos más de esto.
notifications-flash-unmuted = Volveremos a contarte de esto.
notifications-flash-choices = Tus elecciones valen desde ahora.
notifications-flash-times = Tus horas valen desde ahora.

## Ajustes

notifications-settings-title = Qué contarte
notifications-settings-lead = Elige para cada tipo si llega a tu bandeja aquí y si te escribimos.
notifications-settings-kinds = Por tipo
notifications-audience-human = Para ti
notifications-audience-partner = Para tus organizaciones
notifications-audience-admin = Para quienes administran
notifications-audience-agent = Para agentes
notifications-settings-kind = Tipo
notifications-channel-in-app = Bandeja
notifications-channel-email = Correo
notifications-channel-agent = Bandeja del agente
notifications-settings-in-app-of = En la bandeja: { $kind }
notifications-settings-email-of = Por correo: { $kind }
notifications-choice-now = Al momento
notifications-choice-digest = En el resumen
notifications-choice-never = Nunca
notifications-fixed = Siempre
notifications-fixed-hint = Los tipos marcados con «siempre» protegen tu cuenta o sus condiciones, por eso no se pueden desactivar.
notifications-settings-save = Guardar elecciones

notifications-times = Horas y resúmenes
notifications-times-lead =
    { $zone ->
        [none] Tu perfil no tiene zona horaria, así que las horas son las de UTC.
       *[other] Las horas son las de tu zona horaria, { $zone }.
    }
notifications-times-profile = Cambia la zona horaria en tu perfil
notifications-quiet-from = Silencio desde
notifications-quiet-to = Silencio hasta
notifications-quiet-hint = El correo que surja mientras tanto espera y llega en un solo mensaje. Lo urgente no espera. La misma hora dos veces significa que no hay horas de silencio.
notifications-digest = Resumen
notifications-digest-daily = Cada día
notifications-digest-weekly = Cada lunes
notifications-digest-none = Sin resumen
notifications-digest-hour = Resumen a las
notifications-near = Nuevas misiones cerca de ti
notifications-near-hint = Dónde estás se toma de tu perfil y no se muestra a nadie.
notifications-near-off = No me lo cuentes
notifications-near-within = A menos de { $distance }
notifications-near-domains = Solo de estos ámbitos
notifications-near-domains-hint = No elijas ninguno para enterarte de todos.
notifications-times-save = Guardar horas

notifications-mutes = En silencio
notifications-mutes-none = No has silenciado nada. Puedes silenciar una misión, un problema o un círculo desde una notificación sobre ello.
notifications-mutes-unmute = Quitar silencio
notifications-mutes-unmute-of = Quitar silencio: { $title }
notifications-mutes-since = En silencio { $when }

## Registro

notifications-ledger-title = Enviado y omitido
notifications-ledger-lead = Todo lo que se decidió sobre contarte algo: qué se envió y cuándo, y por qué algo no se envió.
notifications-ledger-channel = Vía
notifications-ledger-state = Resultado
notifications-ledger-any = Todo
notifications-ledger-when = Cuándo
notifications-ledger-what = Qué
notifications-ledger-due = Previsto { $when }
notifications-ledger-sent = Enviado { $when }
notifications-ledger-empty = Todavía no se decidió nada
notifications-state-delivered = Entregado
notifications-state-skipped = No enviado
notifications-state-queued = En camino
notifications-state-held = En espera
notifications-state-digest = Para el resumen
notifications-state-handing = Enviándose
notifications-state-sent = Enviado
notifications-state-unknown = Quizá enviado
notifications-state-failed = Falló
notifications-reason-account-closed = La cuenta está cerrada.
notifications-reason-account-suspended = La cuenta está suspendida.
notifications-reason-muted = Silenciaste aquello de lo que trata.
notifications-reason-turned-off = Lo desactivaste.
notifications-reason-off-by-default = Está desactivado mientras no lo actives.
notifications-reason-no-digest = No recibes resumen.
notifications-reason-digest = Llega con tu próximo resumen.
notifications-reason-quiet-hours = Espera al fin de tus horas de silencio.
notifications-reason-other = No se pudo enviar ({ $code }).
notifications-reason-bad-address = Tu dirección tiene algún error: el servidor de correo no la acepta.
notifications-reason-refused = El servidor de correo lo rechazó.
notifications-reason-gave-up = El servidor de correo no lo aceptó durante días, así que lo dejamos.
notifications-reason-not-prepared = No se pudo preparar.
notifications-reason-read = Ya lo habías leído aquí.
notifications-reason-gone = Aquello de lo que trataba ya no estaba.
notifications-reason-template-error = No se pudo redactar.
notifications-reason-answer-lost = Se perdió la respuesta del servidor de correo, así que quizá llegó. No se envía dos veces.
notifications-reason-bounced = Tu servidor de correo lo devolvió.
notifications-reason-no-address = No hay una dirección confirmada a la que escribirte.
notifications-reason-suppressed = Tu dirección ya devolvió correo, así que no se envía nada allí.
notifications-reason-suppressed-bulk = Señalaste correo como este como no deseado, así que no se envía.
