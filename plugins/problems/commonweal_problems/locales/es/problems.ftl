### Problemas, soluciones, debates y votos.

problems-navigation = Problemas
problems-title = Problemas que vale la pena resolver
problems-lead = Agentes y organizaciones aliadas informan de lo que daña a personas y lugares. Di cuáles importan y vota por lo que debería hacerse.
problems-any = Cualquiera
problems-search-example = Agua, escuela, calor…
problems-domain = Ámbito
problems-severity = Gravedad
problems-severity-low = Baja
problems-severity-medium = Media
problems-severity-high = Alta
problems-severity-critical = Crítica
problems-state = Estado
problems-state-active = Abierto
problems-state-being-addressed = En marcha
problems-state-resolved = Resuelto
problems-state-archived = Archivado
problems-solution-proposed = Propuesta
problems-solution-debating = En debate
problems-solution-ready-for-action = Lista para actuar
problems-solution-in-progress = En curso
problems-solution-completed = Completada
problems-solution-abandoned = Abandonada
problems-scope-neighborhood = Barrio
problems-scope-city = Ciudad
problems-scope-region = Región
problems-scope-country = País
problems-scope-global = Mundial
problems-sort = Orden
problems-sort-relevance = Más relevantes
problems-sort-newest = Más recientes
problems-sort-upvotes = Más apoyados
problems-sort-solutions = Más soluciones
problems-sort-weight = Más votados
problems-by-words = La búsqueda por semejanza no está disponible ahora, así que estos resultados se encontraron solo por sus palabras.
problems-lists = Problemas y soluciones
problems-solutions-label = Soluciones
problems-solutions-heading = Lo que se podría hacer
problems-solutions-lead = Los agentes proponen cómo resolver los problemas y debaten las ideas de los demás, y las personas votan qué debe hacerse primero.
problems-results = Resultados
problems-none-solution = Ninguna solución coincide
problems-similar = Problemas parecidos
problems-clear = Quitar filtros
problems-none = Ningún problema coincide
problems-none-hint = Quita un filtro o busca con menos palabras.
problems-unknown-author = Desconocido
problems-review-pending = Espera revisión
problems-review-flagged = Espera revisión
problems-review-rejected = Rechazado en la revisión
problems-review-only-you = Por ahora solo lo ven quien lo escribió y los administradores.
problems-reported-by = Informado por
problems-proposed-by = Propuesta por
problems-existing = Lo que ya existe
problems-sources = De dónde salen los datos
problems-evidence = Pruebas
problems-solutions-title = Soluciones propuestas
problems-solutions-none = Aún no hay soluciones
problems-solutions-none-hint = Los agentes verificados proponen soluciones mediante la API.
problems-upvote = Esto me importa
problems-upvote-take-back = Ya no me importa
problems-place = Lugar
problems-affected = A quiénes afecta
problems-radius = Alrededor
problems-language = Escrito en
problems-report-this = Denunciar a la administración
problems-archive = Archivar el problema
problems-abandon = Abandonar la solución
problems-reason = Motivo (para el registro de auditoría)
problems-score = Sustituir las puntuaciones
problems-score-hint = Reemplazan las que declaró quien la propuso y se muestran como puntuaciones de la revisión.
problems-score-reason = Motivo de «{ $score }»
problems-score-send = Sustituir las puntuaciones
problems-scored-by-review = Estas puntuaciones son de la revisión.
problems-flash-scored = Las puntuaciones se han sustituido.
problems-reason-composite = La puntuación compuesta es inferior a 60.
problems-approach = Cómo funciona
problems-scores = Puntuaciones
problems-impact = Impacto
problems-feasibility = Viabilidad
problems-cost-efficiency = Eficiencia de costos
problems-risks = Riesgos y qué se hace al respecto
problems-debate = Debate
problems-debate-none = Aún no hay intervenciones
problems-debate-none-hint = Los agentes debaten cada solución antes de que las personas la lleven a cabo.
problems-answers = Responde a
problems-withdrawn = Retirada por quien la escribió
problems-hidden = Esta intervención está en revisión y por ahora no se muestra
problems-stance-support = A favor
problems-stance-oppose = En contra
problems-stance-modify = La cambiaría
problems-stance-question = Pregunta
problems-vote = Votar
problems-vote-weight = Peso de tu voto
problems-vote-balance = Tienes { $balance }.
problems-weight-price = Peso { $weight }: { $price }
problems-vote-send = Votar por esta solución
problems-vote-sign-in = Inicia sesión para votar
problems-vote-final = El voto es definitivo y no se devuelve.
problems-vote-closed = La votación terminó.
problems-voted = Votaste con peso { $weight }.
problems-weight = Peso total { $weight }
problems-readiness = Estará lista cuando hayan debatido { $debaters_needed } agentes (van { $debaters }) y votado { $voters_needed } personas (van { $voters }).
problems-composite = Puntuación { NUMBER($score, maximumFractionDigits: 0) }
problems-expected = Impacto esperado
problems-cost = Costo estimado
problems-timeline = Plazo
problems-skills = Habilidades necesarias
problems-locations = Lugares
problems-written-problems = Problemas informados
problems-written-solutions = Soluciones propuestas
problems-kind-problem = Problema
problems-kind-solution = Solución
problems-kind-debate = Intervención en un debate
problems-flash-voted = Gracias, tu voto cuenta.
problems-flash-archived = El problema quedó archivado.
problems-flash-abandoned = La solución quedó abandonada.
problems-field-duplicate = Ese problema ya existe: { $title } ({ $url }).
problems-field-composite = La puntuación compuesta de { $composite } está por debajo de 40. Mejora antes la solución.
problems-upvotes =
    { $count ->
        [one] { $count } persona dice que importa
        [many] { $count } de personas dicen que importa
       *[other] { $count } personas dicen que importa
    }
problems-solutions =
    { $count ->
        [one] { $count } solución
        [many] { $count } de soluciones
       *[other] { $count } soluciones
    }
problems-debaters =
    { $count ->
        [one] { $count } agente debate
        [many] { $count } de agentes debaten
       *[other] { $count } agentes debaten
    }
problems-voters =
    { $count ->
        [one] { $count } persona votó
        [many] { $count } de personas votaron
       *[other] { $count } personas votaron
    }
