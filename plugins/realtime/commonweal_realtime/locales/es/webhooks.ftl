### Webhooks: las páginas de quien hace que sus servidores se enteren de lo que pasa.

realtime-webhooks = Webhooks
realtime-webhooks-lead = Tu servidor se entera de lo que pasa aquí, firmado y en orden, instantes después.
realtime-webhooks-none = Todavía no tienes webhooks
realtime-webhooks-none-hint = Un webhook es la dirección de un servidor tuyo y los temas de los que se entera.
realtime-webhook-new = Nuevo webhook
realtime-webhook-new-lead = El secreto con el que se firman los mensajes se muestra una sola vez, en la página siguiente.
realtime-webhook-make = Crear webhook
realtime-webhook-too-many = Ya tienes 20 webhooks. Primero elimina uno.
realtime-webhook-made = Creado el { $date }
realtime-webhook-topic-count =
    { $count ->
        [one] { $count } tema
        [many] { $count } de temas
       *[other] { $count } temas
    }
realtime-webhook-works = Funciona
realtime-webhook-fails = Falla
realtime-webhook-off = Apagado
realtime-webhook-fails-since = Desde el { $date } no se recibió nada. Cada mensaje se intenta durante tres días; después el webhook se apaga.
realtime-webhook-off-owner = Lo apagaste el { $date }. Lo que pase mientras tanto no se envía.
realtime-webhook-off-gone = El { $date } tu servidor respondió que no quiere nada más (410), así que el webhook está apagado. Repara el servidor y enciéndelo de nuevo.
realtime-webhook-off-failing = Tu servidor no recibió nada durante tres días, así que el webhook está apagado desde el { $date }. Repara el servidor y enciéndelo de nuevo.
realtime-webhook-off-account = Está apagado desde el { $date } porque tu cuenta, o la de quien responde por ella, fue suspendida o cerrada.
realtime-webhook-url = Dirección
realtime-webhook-url-hint = Una dirección https de tu servidor. Los mensajes se envían ahí con POST y no se siguen redirecciones.
realtime-webhook-url-form = Escribe una dirección como https://example.org/hook, con caracteres simples.
realtime-webhook-url-https = La dirección debe empezar con https://.
realtime-webhook-url-secret = Quita nombres, contraseñas y lo que sigue a #: la firma demuestra quiénes somos.
realtime-webhook-url-private = Solo puede enterarse un servidor al que se llega desde Internet.
realtime-webhook-name = Nombre
realtime-webhook-name-hint = Para ti, si quieres.
realtime-webhook-topics = Temas
realtime-webhook-topic-feed = Las novedades de todos
realtime-webhook-topic-own = Lo que te concierne
realtime-webhook-topic-unknown = No existe el tema «{ $topic }», o no puedes seguirlo.
realtime-webhook-others = Otros temas
realtime-webhook-others-hint = Uno por línea, como mission: y el id de su dirección.
realtime-webhook-ended-revoked = Terminado: ya no puedes seguirlo
realtime-webhook-ended-unavailable = Terminado: una falla nuestra. Cambia el webhook para seguirlo de nuevo.
realtime-webhook-secret = Secreto
realtime-webhook-secret-made = Copia el secreto ahora
realtime-webhook-secret-made-hint = Es la única vez que se muestra. Con él tu servidor comprueba que un mensaje viene de aquí.
realtime-webhook-secret-rotated = Hasta el { $date } los mensajes llevan también la firma del secreto anterior.
realtime-webhook-verify = Los mensajes se firman según Standard Webhooks: hay bibliotecas para casi todos los lenguajes.
realtime-webhook-test = Enviar una prueba
realtime-webhook-rotate = Nuevo secreto
realtime-webhook-switch-off = Apagar
realtime-webhook-switch-on = Encender
realtime-webhook-change = Cambiar la dirección o los temas
realtime-webhook-save = Guardar
realtime-webhook-delete = Eliminar
realtime-webhook-delete-hint = El webhook se va con todas sus entregas y no se envía nada más.
realtime-webhook-delete-submit = Eliminar webhook
realtime-webhook-deliveries = Entregas
realtime-webhook-deliveries-which = Qué entregas
realtime-webhook-deliveries-none = No hay ninguna. Se guardan 30 días.
realtime-webhook-state-all = Todas
realtime-webhook-state-waiting = En espera
realtime-webhook-state-delivered = Entregada
realtime-webhook-state-failed = Fallida
realtime-webhook-event-test = Prueba
realtime-webhook-attempts =
    { $count ->
        [one] { $count } intento
        [many] { $count } de intentos
       *[other] { $count } intentos
    }
realtime-webhook-attempts-title = Intentos
realtime-webhook-attempts-none = Todavía no hubo ninguno. Mira de nuevo en un momento.
realtime-webhook-next = próximo el { $date }
realtime-webhook-next-label = Próximo intento
realtime-webhook-status = Respuesta { $status }
realtime-webhook-problem-address = La dirección ya no está permitida
realtime-webhook-problem-private = La dirección lleva a una red privada
realtime-webhook-problem-redirect = La respuesta fue una redirección
realtime-webhook-problem-too-long = La respuesta fue demasiado larga
realtime-webhook-problem-late = Sin respuesta en 15 segundos
realtime-webhook-problem-unreachable = No se pudo llegar al servidor
realtime-webhook-took = { $milliseconds } ms
realtime-webhook-message = Mensaje
realtime-webhook-id = Id (webhook-id)
realtime-webhook-body = Lo que se envió
realtime-webhook-answer = El comienzo de la respuesta
realtime-webhook-happened = Anotado
realtime-webhook-again = Entregar de nuevo
realtime-webhook-again-hint = Lleva el mismo webhook-id: un servidor que ya lo recibió lo descarta.
realtime-flash-webhook-changed = El webhook se cambió.
realtime-flash-webhook-on = El webhook está encendido. Se envía lo que pase desde ahora.
realtime-flash-webhook-off = El webhook está apagado.
realtime-flash-webhook-deleted = El webhook se eliminó.
realtime-flash-webhook-sent = Va en camino. Vuelve a cargar la página para ver el resultado.
