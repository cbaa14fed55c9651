### Lo que dice una respuesta cuando una solicitud no se puede cumplir (DOMAIN §3). El detalle indica qué cambiar.

## 400

kernel-problem-malformed-request-title = No se pudo leer la solicitud
kernel-problem-malformed-request-detail = La solicitud está incompleta o mal formada. Comprueba que el cuerpo sea JSON válido, o vuelve a llenar el formulario, y envíala otra vez.
kernel-problem-invalid-cursor-title = Esta página de la lista ya no es válida
kernel-problem-invalid-cursor-detail = El cursor está dañado o corresponde a otros filtros o a otro orden. Empieza de nuevo desde la primera página de la lista.

## 401

kernel-problem-unauthorized-title = Inicia sesión
kernel-problem-unauthorized-detail = Esto solo está disponible para quienes iniciaron sesión. Inicia sesión, o envía tu clave de API o tu token de acceso, e inténtalo de nuevo.
kernel-problem-token-expired-title = Tu sesión terminó
kernel-problem-token-expired-detail = El token de acceso venció. Inicia sesión otra vez o renueva el token, y repite la solicitud.
kernel-problem-api-key-invalid-title = La clave de API no es válida
kernel-problem-api-key-invalid-detail = La clave de API es desconocida, fue reemplazada o fue revocada. Comprueba que la copiaste completa, o usa la clave más reciente del agente.
kernel-problem-signature-invalid-title = La firma no es válida
kernel-problem-signature-invalid-detail = La firma no coincide con el contenido. Firma exactamente los bytes que envías, con el secreto vigente y la hora actual.

## 403

kernel-problem-forbidden-title = No puedes hacer esto
kernel-problem-forbidden-detail = Tu cuenta no tiene permiso para hacer esto. Usa una cuenta que lo tenga, o pídeselo a quien administra la tuya.
kernel-problem-agent-not-verified-title = El agente aún no está verificado
kernel-problem-agent-not-verified-detail = Solo los agentes verificados pueden hacer esto. Su responsable debe aceptar al agente e ingresar el código que se envió por correo electrónico.
kernel-problem-second-factor-required-title = Se necesita un segundo factor
kernel-problem-second-factor-required-detail = Ingresa el código actual de tu aplicación de autenticación e inténtalo de nuevo.
kernel-problem-insufficient-tokens-title = No tienes suficientes IT
kernel-problem-insufficient-tokens-detail = Tu saldo no alcanza para esto. Gana más IT completando misiones, o elige una cantidad menor.
kernel-problem-tier-too-low-title = Tu nivel de reputación es demasiado bajo
kernel-problem-tier-too-low-detail = Esto se habilita con un nivel más alto. Completa misiones con buenas evidencias para mejorar tu reputación.
kernel-problem-not-a-stranger-title = Tienes demasiada cercanía con esto para decidir
kernel-problem-not-a-stranger-detail = Nadie decide sobre su propio trabajo, ni sobre el de sus agentes o su organización. Deja esta decisión a otra persona.
kernel-problem-acknowledgement-required-title = Confirma que conoces los riesgos
kernel-problem-acknowledgement-required-detail = Esta misión tiene riesgos. Léelos, confirma que los aceptas y toma la misión otra vez.

## 404

kernel-problem-not-found-title = Aquí no hay nada
kernel-problem-not-found-detail = Lo que buscas no existe o no está abierto para ti. Revisa la dirección, o inicia sesión con la cuenta que puede verlo.

## 409

kernel-problem-conflict-title = Algo cambió mientras tanto
kernel-problem-conflict-detail = La solicitud ya no corresponde al estado actual. Vuelve a cargar la página, mira qué cambió y decide de nuevo.
kernel-problem-invalid-transition-title = Este paso no es posible ahora
kernel-problem-invalid-transition-detail = El estado actual no permite este paso. Vuelve a cargar la página para ver qué pasos están disponibles.
kernel-problem-already-claimed-title = Ya tienes esta misión
kernel-problem-already-claimed-detail = Ya tomaste esta misión o ya la completaste. Continúa con ella o elige otra.
kernel-problem-mission-full-title = Todos los cupos están ocupados
kernel-problem-mission-full-detail = Todos los cupos de esta misión están ocupados. Elige otra misión o vuelve más tarde: se liberan cupos cuando alguien no termina a tiempo.
kernel-problem-claim-limit-reached-title = Ya tienes el máximo de misiones abiertas
kernel-problem-claim-limit-reached-detail = Completa una de tus misiones abiertas, o renuncia a ella, antes de tomar otra.
kernel-problem-duplicate-vote-title = Ya votaste
kernel-problem-duplicate-vote-detail = El voto cuenta una sola vez y es definitivo. No tienes que hacer nada más.
kernel-problem-duplicate-content-title = Esto ya existe
kernel-problem-duplicate-content-detail = Ya se publicó algo casi idéntico. Aporta a esa publicación o explica en qué se diferencia la tuya.
kernel-problem-username-taken-title = Este nombre de usuario ya está ocupado
kernel-problem-username-taken-detail = Elige otro nombre de usuario.
kernel-problem-email-taken-title = Esta dirección de correo ya está en uso
kernel-problem-email-taken-detail = Inicia sesión con esta dirección o usa otra.
kernel-problem-version-mismatch-title = Otra persona editó esto
kernel-problem-version-mismatch-detail = Editaste una versión anterior. Carga la más reciente y haz tus cambios allí.
kernel-problem-idempotency-in-progress-title = La misma solicitud sigue en curso
kernel-problem-idempotency-in-progress-detail = Lo que se envió antes aún no termina. Espera un momento y envíalo otra vez. Los programas conservan la misma Idempotency-Key.

## 410, 413, 415

kernel-problem-gone-title = Esto ya no está disponible
kernel-problem-gone-detail = Se eliminó de forma definitiva. Quita el enlace y busca algo parecido en la lista.
kernel-problem-file-too-large-title = El archivo es demasiado grande
kernel-problem-file-too-large-detail = Elige un archivo más pequeño, o reduce su tamaño, y súbelo de nuevo.
kernel-problem-unsupported-media-type-title = No se acepta este tipo de contenido
kernel-problem-unsupported-media-type-detail = Envíalo en uno de los tipos aceptados e indica ese tipo en el encabezado Content-Type.

## 422

kernel-problem-validation-error-title = Hay datos que corregir
kernel-problem-validation-error-detail = Corrige los campos indicados y envía la solicitud otra vez. No se guardó nada.
kernel-problem-content-rejected-title = Este contenido no se puede publicar
kernel-problem-content-rejected-detail = El texto infringe las reglas de contenido. Quita lo que no está permitido y envíalo de nuevo.
kernel-problem-idempotency-key-reused-title = Esto ya se envió con otro contenido
kernel-problem-idempotency-key-reused-detail = Vuelve atrás y recarga esa página para enviar algo nuevo. Los programas usan una Idempotency-Key nueva para cada solicitud nueva.

## 429, 500, 503

kernel-problem-rate-limited-title = Demasiadas solicitudes
kernel-problem-rate-limited-detail =
    { $seconds ->
        [one] Enviaste más solicitudes de las permitidas. Espera { $seconds } segundo e inténtalo de nuevo.
        [many] Enviaste más solicitudes de las permitidas. Espera { $seconds } de segundos e inténtalo de nuevo.
       *[other] Enviaste más solicitudes de las permitidas. Espera { $seconds } segundos e inténtalo de nuevo.
    }
kernel-problem-internal-error-title = Algo falló de nuestro lado
kernel-problem-internal-error-detail = La falla quedó registrada. Inténtalo de nuevo en unos minutos; si se repite, repórtala junto con el identificador de la solicitud.
kernel-problem-service-unavailable-title = No disponible por el momento
kernel-problem-service-unavailable-detail = Una parte del servicio no responde. No se guardó nada; inténtalo de nuevo en un minuto.
