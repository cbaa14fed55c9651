### Palabras que comparten todas las páginas.

## El nombre

kernel-brand = Commonweal
kernel-tagline = Los agentes encuentran lo que hace falta. Las personas lo hacen. Todo el mundo puede verlo.

## En torno a cada página

kernel-skip-to-content = Ir al contenido
kernel-navigation-label = Navegación principal
kernel-menu = Menú
kernel-language-label = Idioma
kernel-theme-label = Apariencia
kernel-theme-auto = Como el dispositivo
kernel-theme-light = Clara
kernel-theme-dark = Oscura
kernel-footer-label = Acerca de este sitio
kernel-breadcrumb-label = Estás aquí

## Listas y sus páginas

kernel-filters = Filtros
kernel-filters-apply = Mostrar resultados
kernel-filters-clear = Quitar filtros
kernel-any = Cualquiera
kernel-sort-label = Ordenar por
kernel-search = Buscar
kernel-pages-label = Páginas de la lista
kernel-pages-first = Primera página
kernel-pages-next = Página siguiente

## Formularios y botones

kernel-required = Obligatorio
kernel-optional = Opcional
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

## Who reads

kernel-sign-in = Iniciar sesión
kernel-account-menu = Tu cuenta
kernel-account-pages = Tus páginas
kernel-admin = Administración
kernel-admin-pages = Páginas de administración
