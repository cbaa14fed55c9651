### Cómo está cada índice: las páginas de administración y lo que imprime `commonweal vectors evaluate`.

vectors-admin = Índices de búsqueda
vectors-admin-lead = Cómo está cada índice de la búsqueda por semejanza, qué puede necesitar y qué ayuda. Nada cambia por sí solo: deciden las personas.
vectors-admin-again = Evaluar ahora
vectors-flash-evaluation-asked = Se están evaluando los índices. Vuelve a cargar esta página en un momento.
vectors-admin-empty = Todavía no hay ningún índice
vectors-admin-empty-hint = Los plugins activos no tienen nada que se encuentre por semejanza.
vectors-admin-evaluated = Evaluado: { $at }
vectors-admin-not-evaluated = Sin evaluar todavía. Se hace cada noche, o cuando tú lo pidas.
vectors-admin-building = Se está creando su primer índice. Hasta que esté, las búsquedas van por palabras.
vectors-admin-problem = La última evaluación falló
vectors-admin-acting =
    { $count ->
        [one] { $count } índice ha llegado a un umbral
        [many] { $count } de índices han llegado a un umbral
       *[other] { $count } índices han llegado a un umbral
    }
vectors-admin-acting-hint = Junto a cada uno está lo que ayuda, lo más barato primero.
vectors-admin-first = Lo primero que ayuda: { $remedy }

vectors-outlook-fine = En orden
vectors-outlook-watch = Conviene vigilarlo
vectors-outlook-act = Hay que decidir
vectors-outlook-building = En construcción

vectors-figures = Cifras
vectors-figure-items = Entradas
vectors-figure-documents =
    { $count ->
        [one] de { $written } documento
        [many] de { $written } de documentos
       *[other] de { $written } documentos
    }
vectors-figure-growth = Crecimiento en 30 días
vectors-figure-growth-unknown = se sabrá tras un día
vectors-figure-limit-on = llegaría a { $limit } el { $date }
vectors-figure-memory = En memoria
vectors-figure-memory-of = { $share } de { $room }, con los demás índices de allí
vectors-figure-memory-unknown = el almacén está en otra máquina
vectors-figure-p95 = El 95 % responde en
vectors-figure-searches =
    { $count ->
        [one] { $written } búsqueda en 7 días
        [many] { $written } de búsquedas en 7 días
       *[other] { $written } búsquedas en 7 días
    }
vectors-figure-no-searches = ninguna búsqueda en 7 días
vectors-figure-recall = Exhaustividad
vectors-figure-recall-of = de los 10 más parecidos, en una muestra
vectors-figure-changes = Cambios pendientes
vectors-figure-changes-oldest = el más antiguo desde hace { $duration }
vectors-figure-changes-none = todo está al día
vectors-figure-failing =
    { $count ->
        [one] { $written } falló y se intenta otra vez
        [many] { $written } fallaron y se intentan otra vez
       *[other] { $written } fallaron y se intentan otra vez
    }
vectors-figure-store = Almacén
vectors-figure-index = Índice
vectors-figure-index-none = ninguno, se compara cada entrada
vectors-figure-index-behind = { $index }, se ha quedado pequeño
vectors-figure-model = Modelo
vectors-figure-dimensions =
    { $count ->
        [one] { $written } dimensión, { $metric }
        [many] { $written } de dimensiones, { $metric }
       *[other] { $written } dimensiones, { $metric }
    }
vectors-figure-vectors = Vectores
vectors-figure-index-size = Tamaño del índice
vectors-figure-postgresql = Memoria de PostgreSQL
vectors-figure-postgresql-of = { $buffers } propios, { $cache } que espera en la caché
vectors-figure-machine = Memoria de la máquina

vectors-triggers = Umbrales
vectors-triggers-lead = Pasado uno de ellos, alguien debería mirar. Cada uno se deja solo bastante por debajo, para que nadie reciba el mismo aviso dos veces.
vectors-trigger-now = Ahora { $value }
vectors-trigger-items = Más de { $enter } entradas en PostgreSQL
vectors-trigger-slow = El 95 % de las búsquedas tarda más de { $enter }
vectors-trigger-recall = Exhaustividad por debajo de { $enter }, con filtro o sin él
vectors-trigger-memory = Más del { $enter } de la memoria
vectors-trigger-leave = Se deja en { $leave }
vectors-stand-reached = Alcanzado
vectors-stand-near = Cerca
vectors-stand-fine = Sin alcanzar
vectors-stand-unknown = Faltan cifras
vectors-stand-since = desde el { $at }
vectors-stand-streak = visto { $streak } de { $needed } veces
vectors-stand-left = dejado el { $at }

vectors-remedies = Qué ayuda
vectors-remedies-lead = Lo más barato primero, según las cifras.
vectors-remedy-prepare = Crear el índice que corresponde al tamaño
vectors-remedy-prepare-why = El índice se ha quedado pequeño, o no lo hay. Ejecuta <code>commonweal vectors prepare { $collection }</code> o espera: se hace cada hora.
vectors-remedy-less_effort = Mirar menos del índice
vectors-remedy-less_effort-why = Las búsquedas encuentran el { $recall } de lo más parecido, más de lo necesario, y el 95 % tarda hasta { $time }. <code>commonweal vectors prepare { $collection }</code> mide otra vez cuánto deben mirar.
vectors-remedy-effort = Mirar más del índice
vectors-remedy-effort-why = Las búsquedas encuentran solo el { $recall } de lo más parecido, y les sobra tiempo. <code>commonweal vectors prepare { $collection }</code> mide otra vez cuánto deben mirar.
vectors-remedy-halfvec = Guardar el índice con media precisión
vectors-remedy-halfvec-why = Ocuparía { $size } menos, así queda más en memoria, y se encuentra lo mismo. Desde 100.000 entradas, <code>commonweal vectors prepare { $collection }</code> pasa a él.
vectors-remedy-binary = Guardar el índice como bits y comparar lo mejor por completo
vectors-remedy-binary-why = Ocuparía { $size } menos, así queda más en memoria, y se encuentra un poco menos. <code>commonweal vectors prepare { $collection }</code> pasa a él cuando el índice ocupa más de la mitad de <code>effective_cache_size</code>: pon ahí lo que PostgreSQL recibe de verdad de la máquina.
vectors-remedy-filter_index = Renovar aquello por lo que van los filtros de { $field }
vectors-remedy-filter_index-why = Las búsquedas filtradas por él encuentran el { $recall } de lo más parecido en { $time }; sin filtro va mejor. <code>commonweal vectors prepare { $collection }</code> renueva sus estadísticas.
vectors-remedy-memory = Dar más memoria al almacén
vectors-remedy-memory-why = Con { $size } más, todos sus índices quedarían en memoria y sobraría sitio.
vectors-remedy-memory-postgresql = Con { $size } más, todos sus índices quedarían en memoria y sobraría sitio. Si la máquina los tiene, sube <code>shared_buffers</code> y <code>effective_cache_size</code> de PostgreSQL; si no, hace falta una mayor.
vectors-remedy-qdrant = Moverlo a Qdrant
vectors-remedy-qdrant-why = Si nada de lo anterior basta. Ocuparía { $memory } de memoria, o { $quantised } con los vectores como bytes, y { $disk } de disco. Moverlo lleva cerca de { $duration }, a { $pace } entradas por segundo ({ $basis }). Entretanto se sigue buscando.
vectors-remedy-qdrant-calm = Las búsquedas aún son rápidas y encuentran lo que deben: no hay prisa. Ocuparía { $memory } de memoria, o { $quantised } con los vectores como bytes, y { $disk } de disco. Moverlo lleva cerca de { $duration }, a { $pace } entradas por segundo ({ $basis }). Entretanto se sigue buscando.
vectors-remedy-qdrant-compare = Compara antes:
vectors-remedy-nothing = Nada
vectors-remedy-nothing-why = Está como debe.
vectors-basis-trial = como en la última comparación
vectors-basis-filling = como cuando se creó la última vez
vectors-basis-assumed = supuesto

vectors-history = Historia
vectors-history-lead =
    { $count ->
        [one] Una evaluación al día; hasta ahora { $count } día.
        [many] Una evaluación al día, durante { $count } de días.
       *[other] Una evaluación al día, durante { $count } días.
    }
vectors-history-items = Entradas
vectors-history-p95 = El 95 % responde en
vectors-history-said = De { $first } el { $from } a { $last } el { $to }, como mucho { $most }
vectors-history-short = Habrá algo que dibujar a partir del segundo día.
vectors-history-limit = a trazos: { $limit }

vectors-searches = Búsquedas de personas en los últimos 7 días
vectors-searches-lead = Solo se cuentan la forma de la búsqueda y su tiempo, nunca lo que se preguntó.
vectors-searches-none = Aquí todavía no ha buscado nadie.
vectors-shape = Forma
vectors-shape-all = Todas
vectors-shape-text = Por palabras
vectors-shape-text-filtered = Por palabras, con filtro
vectors-shape-vector = Por un vector
vectors-shape-vector-filtered = Por un vector, con filtro
vectors-shape-like = Como algo de allí
vectors-shape-like-filtered = Como algo de allí, con filtro
vectors-column-searches = Búsquedas
vectors-column-half = La mitad en
vectors-column-p95 = El 95 % en
vectors-column-p99 = El 99 % en

vectors-recall = Qué encuentran las búsquedas
vectors-recall-lead = Entradas elegidas al azar piden las 10 más parecidas, con el índice y sin él; esta es la parte que encuentran ambos.
vectors-recall-filter = Filtro
vectors-recall-plain = Ninguno
vectors-recall-common = { $field }, un valor frecuente
vectors-recall-rare = { $field }, un valor raro
vectors-recall-passing = Entradas
vectors-recall-questions = Preguntas
vectors-recall-part = Exhaustividad

vectors-coming = En construcción
vectors-coming-filling = { $filled } de { $total } documentos están en un índice nuevo en { $store }.
vectors-coming-ready = Un índice nuevo en { $store } está completo. Con <code>commonweal vectors migrate</code> toma el relevo.
vectors-coming-error = No pudo seguir: { $error }
vectors-changes-error = El último error: { $error }

vectors-trial = La última comparación
vectors-trial-lead = { $items } entradas en ambos almacenes, las mismas preguntas a ambos, { $at }.
vectors-trial-none = Otro almacén se puede comparar con una muestra:
vectors-trial-copied = Copiado en
vectors-trial-prepared = Índice creado en
vectors-trial-recall = Exhaustividad, { $filter }
vectors-trial-p50 = La mitad en, { $filter }
vectors-trial-p95 = El 95 % en, { $filter }
vectors-trial-unfiltered = sin filtro

vectors-spending = Lo que costó calcular vectores
vectors-spending-lead = En los últimos 30 días; el presupuesto de un día es { $budget }.
vectors-spending-unlimited = En los últimos 30 días; no hay presupuesto fijado.
vectors-spending-none = Con el modelo actual, que funciona en esta máquina, no cuesta nada.
vectors-spending-texts = Textos
vectors-spending-tokens = Tokens
vectors-spending-today = Hoy
vectors-spending-month = 30 días

vectors-size-b = { $number } B
vectors-size-kib = { $number } KiB
vectors-size-mib = { $number } MiB
vectors-size-gib = { $number } GiB
vectors-size-tib = { $number } TiB
vectors-ms = { $number } ms
vectors-seconds = { $number } s
vectors-percent = { $number } %
