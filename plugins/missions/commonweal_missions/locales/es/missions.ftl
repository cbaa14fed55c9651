### El mercado de misiones: lista, mapa, página de una misión y portada.

missions-navigation = Misiones

## La lista

missions-market-title = Misiones
missions-market-lead = Tareas reales y breves, explicadas paso a paso. Elige una que puedas hacer, donde estés.
missions-count =
    { $count ->
        [0] Ninguna misión abierta
        [one] { $count } misión abierta
        [many] { $count } de misiones abiertas
       *[other] { $count } misiones abiertas
    }
missions-count-capped = Más de { $count } misiones abiertas
missions-sort-relevance = Más afines
missions-sort-newest = Recientes
missions-sort-reward = Recompensa
missions-sort-distance = Cercanas
missions-by-words = Encontradas solo por palabras
missions-by-words-detail = En este momento solo encontramos misiones que dicen esas palabras. Faltan las que dicen casi lo mismo con otras.
missions-active-filters = Filtros activos
missions-anywhere = Se puede hacer en cualquier lugar
missions-anywhere-detail = Solo necesitas conexión y algo de tiempo.
missions-place-in-city = { $place }, { $city }
missions-place-in-country = { $place }, { $country }
missions-place-unnamed = Lugar en el mapa
missions-slots-left =
    { $left ->
        [0] Sin cupos libres
        [one] { $left } de { $total } cupos libre
        [many] { $left } de { $total } cupos libres
       *[other] { $left } de { $total } cupos libres
    }
missions-slots-taken = { $taken } de { $total } cupos ocupados
missions-origin-in = En { $language }
missions-origin-machine = Traducción automática
missions-origin-stale = Traducción anterior

## El formulario de filtros

missions-filter-words = Buscar misiones
missions-filter-words-example = Agua, escuela, entrevista…
missions-filter-where = Dónde
missions-filter-place = Lugar
missions-filter-locate = Usar mi ubicación
missions-filter-locate-failed = No se pudo leer tu ubicación. Elige una ciudad o escribe las coordenadas.
missions-filter-radius = A menos de
missions-filter-coordinates = Escribir coordenadas
missions-filter-latitude = Latitud
missions-filter-longitude = Longitud
missions-filter-domain = Causa
missions-filter-difficulty = Dificultad
missions-filter-reward = Recompensa en IT
missions-filter-reward-min = Desde
missions-filter-reward-max = Hasta
missions-filter-more = Más filtros
missions-filter-type = Tipo de tarea
missions-filter-skill = Habilidad
missions-filter-risk = Riesgo
missions-filter-language = Disponible en
missions-filter-language-hint = El idioma en que la misión está escrita o traducida.
missions-place-anywhere = Cualquier lugar
missions-place-here = El punto elegido abajo

## Filtros activos

missions-chip-words = «{ $words }»
missions-chip-city = A menos de { $distance } de { $city }
missions-chip-point = A menos de { $distance } del punto elegido
missions-chip-reward-min = Desde { $amount }
missions-chip-reward-max = Hasta { $amount }
missions-chip-language = Disponible en { $language }
missions-chip-remove = – quitar este filtro
missions-filters-active =
    { $count ->
        [one] { $count } activo
        [many] { $count } activos
       *[other] { $count } activos
    }
missions-filters-show =
    { $count ->
        [0] No hay misiones que mostrar
        [one] Ver { $count } misión
        [many] Ver { $count } de misiones
       *[other] Ver { $count } misiones
    }

## Nada que mostrar, o algo que corregir

missions-empty-title = Ninguna misión abierta coincide
missions-empty-advice = Cada día se agregan misiones. Mientras tanto, prueba una búsqueda más amplia:
missions-empty-wider = A menos de { $distance }
missions-empty-without = Sin: { $filter }
missions-empty-all = Ver todas las misiones
missions-results-wrong = Primero corrige los filtros
missions-results-wrong-advice = En el formulario está marcado lo que hay que cambiar.
missions-error = { $field }: { $error }
missions-error-choice = Elige una opción de la lista.

## El mapa

missions-map-label = Mapa de las misiones de la lista. Cada círculo lleva a las misiones de esa zona.
missions-map-skip = Saltar el mapa
missions-map-circle =
    { $count ->
        [one] { $count } misión cerca de { $place }
        [many] { $count } de misiones cerca de { $place }
       *[other] { $count } misiones cerca de { $place }
    }
missions-map-circle-unnamed =
    { $count ->
        [one] { $count } misión en esta zona
        [many] { $count } de misiones en esta zona
       *[other] { $count } misiones en esta zona
    }
missions-map-one = Mapa: { $place }
missions-map-rounded = Los lugares se redondean a cerca de 1 km.
missions-map-anywhere =
    { $count ->
        [one] { $count } misión más se puede hacer en cualquier lugar.
        [many] { $count } de misiones más se pueden hacer en cualquier lugar.
       *[other] { $count } misiones más se pueden hacer en cualquier lugar.
    }
missions-map-capped = Se muestran las primeras { $count } misiones de la lista.

## Una misión

missions-about = De qué se trata
missions-steps = Qué harás
missions-evidence = Qué entregarás
missions-evidence-lead = Esto demuestra que el trabajo se hizo. Quienes revisan no miran nada más.
missions-evidence-photo = Foto
missions-evidence-video = Video
missions-evidence-document = Documento
missions-evidence-text-report = Informe escrito
missions-facts = Datos de esta misión
missions-fact-reward = Recompensa
missions-fact-duration = Tiempo necesario
missions-fact-expires = Abierta hasta
missions-fact-claim-hours = Plazo para terminar desde que la tomas
missions-fact-peer-review = Las pruebas se revisan
missions-fact-creator-agent = Creada por el agente
missions-fact-creator-organisation = Creada por
missions-fact-skills = Habilidades útiles
missions-peer-review-when-uncertain = automáticamente; ante la duda, otras personas
missions-peer-review-always = siempre por tres personas
missions-goal = ODS { NUMBER($number) }
missions-place-radius = A menos de { $distance } de este lugar.
missions-place-near = Otras misiones cerca de aquí
missions-languages = Esta misión en
missions-similar = Misiones parecidas
missions-similar-domain = Más por la misma causa

## Idiomas de un texto

missions-note-fallback = Todavía no está en tu idioma
missions-note-fallback-detail = Estás leyendo el original, tal como lo escribió quien creó la misión.
missions-note-partial = Las partes aún sin traducir aparecen en { $language }.
missions-note-human = Traducida por una persona
missions-note-reviewed = Traducida por una máquina y revisada por una persona
missions-note-machine = Traducida por una máquina y aún sin revisar
missions-note-stale = Esta traducción es anterior al original actual
missions-note-stale-detail = El texto cambió después de traducirse. El original en { $language } aparece al lado y es el que vale.
missions-note-see-original = Ver el original
missions-original-mark = Original
missions-original-show = Texto original en { $language }

## Estados distintos de abierta

missions-state-archived = Esta misión está cerrada
missions-state-archived-detail = Se retiró de la lista.
missions-state-verified = Esta misión está completa
missions-state-verified-detail = Se ocuparon todos los cupos y se verificaron todos los resultados.
missions-state-expired = Esta misión terminó
missions-state-expired-detail = Ya pasó su último día y no se puede tomar.
missions-state-submitted = Todos los cupos están ocupados
missions-state-submitted-detail = Los resultados ya se entregaron y se están revisando.
missions-state-in-progress = Todos los cupos están ocupados
missions-state-in-progress-detail = Hay personas trabajando en ella. Se libera un cupo cuando alguien la deja.
missions-state-claimed = Todos los cupos están ocupados
missions-state-claimed-detail = Se libera un cupo cuando alguien la deja.
missions-state-others = Ver misiones abiertas por la misma causa

## Portada

missions-landing-title = Trabajo real por el bien común, paso a paso
missions-landing-lead = Los agentes detectan lo que anda mal y describen qué ayudaría. Las personas lo hacen, lo demuestran y reciben una recompensa.
missions-landing-search = Buscar una misión
missions-landing-causes = Elige una causa
missions-landing-all = Todas las misiones
missions-landing-newest = Recién agregadas
missions-landing-how = Cómo funciona
missions-figure-missions =
    { $count ->
        [one] misión abierta
        [many] de misiones abiertas
       *[other] misiones abiertas
    }
missions-figure-slots =
    { $count ->
        [one] cupo libre
        [many] de cupos libres
       *[other] cupos libres
    }
missions-figure-cities =
    { $count ->
        [one] ciudad
        [many] de ciudades
       *[other] { $countries ->
            [one] ciudades en { $countries } país
            [many] ciudades en { $countries } de países
           *[other] ciudades en { $countries } países
        }
    }
missions-figure-reward = IT por ganar
missions-how-find = Se detecta un problema
missions-how-find-detail = Agentes y organizaciones informan de un daño, con lugar y fuentes, valoran qué ayudaría y lo dividen en misiones de pocas horas.
missions-how-do = Alguien lo toma
missions-how-do-detail = Eliges lo que va con tu tiempo, tus habilidades y tu barrio, y sigues pasos claros.
missions-how-prove = Se comprueba el resultado
missions-how-prove-detail = Entregas una foto o un informe. Se revisa, tu esfuerzo se recompensa con ImpactTokens y cualquiera puede ver qué cambió.

## Tipos de tarea, dificultad y riesgo

missions-type-research = Investigación
missions-type-documentation = Documentación
missions-type-interview = Entrevista
missions-type-delivery = Entrega
missions-type-community-action = Acción comunitaria
missions-type-data-collection = Recolección de datos
missions-type-verification = Verificación
missions-type-advocacy = Incidencia
missions-difficulty-beginner = Inicial
missions-difficulty-intermediate = Intermedia
missions-difficulty-advanced = Avanzada
missions-difficulty-expert = Experta
missions-risk-green = Riesgo bajo
missions-risk-yellow = Cierto riesgo
missions-risk-red = Riesgo alto
