# Qué falla en una conexión a los flujos, o en lo que esta dice.

realtime-problem-malformed-frame-title = No se puede leer este mensaje
realtime-problem-malformed-frame-detail = Envía un objeto JSON como texto, con un tipo que figure en la descripción de los flujos y solo con sus campos.
realtime-problem-frame-too-large-title = Este mensaje es demasiado grande
realtime-problem-frame-too-large-detail = Un mensaje puede tener hasta { $most } bytes. Envía uno más pequeño.
realtime-problem-unknown-topic-title = No existe ese tema
realtime-problem-unknown-topic-detail = No existe ese tema, o no puedes seguirlo. Corrige su nombre o conéctate con una cuenta que pueda.
realtime-problem-position-invalid-title = Esto no es una posición
realtime-problem-position-invalid-detail = Envía la posición de un mensaje que hayas recibido, tal como venía, o ninguna.
realtime-problem-too-many-topics-title = Demasiados temas
realtime-problem-too-many-topics-detail =
    { $most ->
        [one] Una conexión puede seguir { $most } tema. Déjalo antes o abre otra conexión.
        [many] Una conexión puede seguir { $most } temas. Deja uno o abre otra conexión.
       *[other] Una conexión puede seguir { $most } temas. Deja uno o abre otra conexión.
    }
realtime-problem-too-many-connections-title = Demasiadas conexiones
realtime-problem-too-many-connections-detail =
    { $most ->
        [one] Puedes tener { $most } conexión a la vez. Ciérrala e inténtalo de nuevo.
        [many] Puedes tener { $most } conexiones a la vez. Cierra una e inténtalo de nuevo.
       *[other] Puedes tener { $most } conexiones a la vez. Cierra una e inténtalo de nuevo.
    }
realtime-problem-too-fast-title = Demasiados mensajes
realtime-problem-too-fast-detail = Envías mensajes más deprisa de lo permitido. Conéctate de nuevo y envíalos más despacio.
realtime-problem-too-slow-title = Lees demasiado despacio
realtime-problem-too-slow-detail = Esperaba por ti más de lo que se guarda. Conéctate de nuevo y continúa desde tu última posición.
realtime-problem-stream-unavailable-title = Ahora mismo no hay flujo
realtime-problem-stream-unavailable-detail = No responde ningún proceso que mantenga los flujos. Inténtalo de nuevo en unos segundos.
realtime-problem-token-in-address-title = Un token no puede ir en la dirección
realtime-problem-token-in-address-detail = Las direcciones se registran y se comparten. Envía tu token en el encabezado Authorization o en el primer mensaje.
realtime-problem-upgrade-required-title = Esta dirección habla WebSocket
realtime-problem-upgrade-required-detail = Abre aquí un WebSocket, o usa la dirección que termina en events o en poll.
