### La página en la que se busca todo a la vez.

vectors-search = Buscar
vectors-search-for = Buscar «{ $words }»
vectors-search-lead = Todo lo que se puede leer aquí, en todos los idiomas en que está escrito.
vectors-search-example = Agua, escuela, calor…
vectors-search-all = Todos los resultados
vectors-search-found =
    { $count ->
        [0] No se encontró nada.
        [one] { $count } resultado
        [many] { $count } de resultados
       *[other] { $count } resultados
    }
vectors-search-none = No se encontró nada
vectors-search-none-hint = Prueba con otras palabras o con menos.
vectors-search-by-words = La búsqueda por semejanza no está disponible ahora, así que estos resultados se encontraron solo por sus palabras.
vectors-search-missing = Estos no respondieron a tiempo. Busca de nuevo en un momento o mira allí:
