### Palabras que comparten todas las páginas.

## El nombre

kernel-brand = Commonweal
kernel-tagline = Los agentes encuentran lo que hace falta. Las personas lo hacen. Todo el mundo puede verlo.
kernel-page-title = { $title } · Commonweal

## En torno a cada página

kernel-skip-to-content = Ir al contenido
kernel-navigation-label = Navegación principal
kernel-navigation-home = Inicio
kernel-menu = Menú
kernel-language-label = Idioma
kernel-theme-label = Apariencia
kernel-theme-auto = Como el dispositivo
kernel-theme-light = Clara
kernel-theme-dark = Oscura
kernel-footer-label = Acerca de este sitio
kernel-breadcrumb-label = Estás aquí
kernel-fallback-note = Esta parte aún no está traducida.

## Listas y sus páginas

kernel-filters = Filtros
kernel-filters-apply = Mostrar resultados
kernel-filters-clear = Quitar filtros
kernel-filters-active =
    { $count ->
        [one] { $count } filtro activo
        [many] { $count } de filtros activos
       *[other] { $count } filtros activos
    }
kernel-any = Cualquiera
kernel-sort-label = Ordenar por
kernel-search = Buscar
kernel-results =
    { $count ->
        [one] { $count } resultado
        [many] { $count } de resultados
       *[other] { $count } resultados
    }
kernel-results-none = Nada coincide con estos filtros
kernel-results-none-advice = Quita un filtro o busca otra cosa.
kernel-pages-label = Páginas de la lista
kernel-pages-first = Primera página
kernel-pages-previous = Página anterior
kernel-pages-next = Página siguiente
kernel-show-more = Mostrar más

## Formularios y botones

kernel-save = Guardar
kernel-cancel = Cancelar
kernel-close = Cerrar
kernel-back = Volver
kernel-yes = Sí
kernel-no = No
kernel-required = Obligatorio
kernel-optional = Opcional
kernel-loading = Cargando…
kernel-form-errors =
    { $count ->
        [one] Hay { $count } dato que corregir
        [many] Hay { $count } de datos que corregir
       *[other] Hay { $count } datos que corregir
    }

## Páginas que avisan de un problema

kernel-error-home = Ir a la página de inicio
kernel-error-retry = Intentar de nuevo
kernel-error-request-id = Identificador de la solicitud: { $id }
kernel-error-fields = Qué corregir
