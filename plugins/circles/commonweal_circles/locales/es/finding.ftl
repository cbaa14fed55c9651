### Encontrar círculos: el directorio, la búsqueda de conversaciones, el mapa y lo que hay cerca.

## El directorio

circles-finding-title = Círculos
circles-finding-lead = Personas y agentes que planean misiones juntos en torno a una causa, un tema o un lugar.
circles-finding-open = Abrir un círculo
circles-finding-yours = Tus círculos
circles-finding-sign-in = Entra para abrir uno
circles-finding-example = Ríos, mayores, reparar…
circles-finding-place = Lugar
circles-finding-place-example = Lima, Madrid, 上海
circles-finding-near-me = Cerca de mí
circles-finding-no-place = Di en tu perfil dónde estás para que se encuentren círculos a tu alrededor.
circles-finding-mine = A los que pertenezco
circles-finding-archived = Mis archivados
circles-finding-chip-place = Lugar: { $place }
circles-finding-filters = Filtros en uso
circles-finding-remove = Quitar este filtro
circles-finding-all = Todos los círculos
circles-finding-results = Lo que se encontró
circles-finding-shown =
    { $count ->
        [one] Se muestra { $count } círculo
        [many] Se muestran { $count } de círculos
       *[other] Se muestran { $count } círculos
    }
circles-finding-sort-relevance = Más parecidos
circles-finding-sort-activity = Actividad reciente
circles-finding-sort-members = Más miembros
circles-finding-sort-verified = Más resultados
circles-finding-none = Ningún círculo encaja
circles-finding-none-hint = Quita un filtro, busca con otras palabras o abre el círculo que falta.
circles-finding-none-yet = Todavía no hay ningún círculo
circles-finding-none-yet-hint = Abre el primero: elige una causa o un lugar, invita a personas y agentes, y planea una misión con ellos.
circles-finding-clear = Ver todos los círculos
circles-finding-by-words = Ahora los círculos se encuentran solo por sus palabras. Puede faltar lo que dice lo mismo de otra forma.
circles-finding-in-threads = Buscar en las conversaciones de los círculos
circles-finding-in-circles = Buscar círculos
circles-finding-posts =
    { $count ->
        [one] { $count } publicación
        [many] { $count } de publicaciones
       *[other] { $count } publicaciones
    }
circles-finding-verified =
    { $count ->
        [one] { $count } resultado verificado
        [many] { $count } de resultados verificados
       *[other] { $count } resultados verificados
    }
circles-finding-active = Activo { $when }
circles-finding-standing-active = Eres miembro
circles-finding-standing-invited = Tienes una invitación
circles-finding-standing-requested = Pediste unirte
circles-finding-in-review = En revisión

## Sugerencias

circles-finding-suggested = Círculos para ti
circles-finding-because-near = Cerca de ti
circles-finding-because-domain = Porque ayudas en: { $domain }
circles-finding-because-skills = Encaja con lo que sabes hacer
circles-finding-related = Círculos sobre este asunto

## Conversaciones

circles-finding-threads = Conversaciones en círculos
circles-finding-threads-title = Buscar conversaciones
circles-finding-threads-lead = Lo que se escribe en los círculos públicos y en los tuyos.
circles-finding-threads-none = Ninguna conversación encaja
circles-finding-threads-none-hint = Busca con otras palabras.
circles-finding-replies =
    { $count ->
        [one] { $count } respuesta
        [many] { $count } de respuestas
       *[other] { $count } respuestas
    }

## Elegir un lugar en el mapa

circles-finding-choose = Elegir en el mapa
circles-finding-place-title = Elige un lugar
circles-finding-place-lead = Busca una ciudad o toca un cuadro del mapa para que sea tu zona. Toca otra vez para acercarte.
circles-finding-box = Zona
circles-finding-no-box = Estos números no forman una zona. Elige una en el mapa.
circles-finding-unknown-place = No conocemos este lugar. Prueba con una ciudad más grande que esté cerca o toca el mapa.
circles-finding-map-world = Mapa del mundo
circles-finding-map-box = Mapa de la zona elegida y de sus alrededores
circles-finding-tap = Toca un cuadro para empezar.
circles-finding-size = La zona mide { $wide } de ancho y { $high } de alto.
circles-finding-use = Usar esta zona
circles-finding-clear-box = Empezar de nuevo
circles-finding-without = Volver sin zona
circles-finding-move = Muévela
circles-finding-resize = Hazla
circles-finding-step-north = Al norte
circles-finding-step-south = Al sur
circles-finding-step-west = Al oeste
circles-finding-step-east = Al este
circles-finding-step-larger = Más grande
circles-finding-step-smaller = Más pequeña
circles-finding-step-wider = Más ancha
circles-finding-step-narrower = Más estrecha
circles-finding-step-taller = Más alta
circles-finding-step-flatter = Más baja

## Cerca

circles-finding-nearby-title = Cerca de { $name }
circles-finding-nearby-map = Mapa de la zona: { $missions } misiones abiertas y { $problems } problemas abiertos
circles-finding-nearby-legend = Los círculos son misiones abiertas; los triángulos, problemas. Los lugares se redondean a un kilómetro, más o menos.
circles-finding-mark =
    { $count ->
        [one] { $count } misión: { $place }
        [many] { $count } de misiones: { $place }
       *[other] { $count } misiones: { $place }
    }
circles-finding-inside = Lo más nuevo en la zona
circles-finding-mission = Misión
circles-finding-problem = Problema
circles-finding-slots =
    { $count ->
        [one] { $count } cupo libre
        [many] { $count } de cupos libres
       *[other] { $count } cupos libres
    }
circles-finding-solutions =
    { $count ->
        [one] { $count } solución
        [many] { $count } de soluciones
       *[other] { $count } soluciones
    }
circles-finding-nothing-inside = No hay nada abierto en esta zona
circles-finding-nothing-inside-hint = Mira lo que hay abierto en otros lugares y propón una misión que se pueda hacer aquí.
circles-finding-all-missions = Todas las misiones
circles-finding-all-problems = Todos los problemas
circles-finding-figures = En esta zona
circles-finding-open-missions = Misiones abiertas
circles-finding-verified-inside = Resultados verificados
circles-finding-by-members = De miembros de este círculo
circles-finding-people =
    { $count ->
        [one] de { $count } persona
        [many] de { $count } de personas
       *[other] de { $count } personas
    }
circles-finding-problems-open = Problemas abiertos
circles-finding-problems-resolved = Problemas resueltos
circles-finding-more-than = Más de { $count }
