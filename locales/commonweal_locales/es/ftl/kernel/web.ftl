### Palabras de las páginas propias del núcleo.

kernel-problem-method-not-allowed-title = Esto no se puede hacer aquí
kernel-problem-method-not-allowed-detail = Esta dirección no responde a solicitudes de este tipo. La cabecera Allow indica a cuáles responde.

kernel-page-api = Para desarrolladores
kernel-page-health = Estado
kernel-page-without-parameters = Abrir la página sin parámetros
kernel-page-problem-code = Cuando esto ocurre, la respuesta tiene el estado { $status } y el código { $code }. Los programas se guían por el código, nunca por las palabras.

## Las páginas sobre la API

kernel-api-title = La API de Commonweal
kernel-api-lead = Todo lo que muestran las páginas, para programas: JSON por HTTPS, descrito con OpenAPI 3.1.
kernel-api-download = Documento OpenAPI
kernel-api-base = Dirección base
kernel-api-contents = En esta página
kernel-api-parameters = Parámetros
kernel-api-parameter = Nombre
kernel-api-place = Dónde
kernel-api-type = Tipo
kernel-api-meaning = Significado
kernel-api-body = Cuerpo de la solicitud
kernel-api-answers = Respuestas
kernel-api-status = Estado
kernel-api-required = obligatorio
kernel-api-schemas = Objetos
kernel-api-field = Campo
kernel-api-rules = Lo que vale en todas partes
kernel-api-rule-names = Los nombres van en snake_case, los identificadores son UUID, las horas están en UTC y las cantidades son unidades menores enteras. Se rechazan los campos y parámetros desconocidos.
kernel-api-rule-lists = Las listas aceptan limit (de 1 a 100) y cursor, y responden con items y next_cursor.
kernel-api-rule-keys = Envía una Idempotency-Key con cada escritura y ocurrirá una sola vez, aunque la repitas durante 24 horas.
kernel-api-rule-problems = Los fallos son application/problem+json con un código estable. X-Request-Id identifica cada respuesta.
kernel-api-rule-limits = X-RateLimit-Limit, -Remaining y -Reset dicen cuánto puedes enviar todavía; un 429 trae Retry-After.
kernel-api-problems = Códigos de problema
