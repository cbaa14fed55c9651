## The pages of admins

switchboard-plugins = Complementos
switchboard-lead =
    { $count ->
        [one] Hay un complemento instalado. Puedes activarlo y desactivarlo con la aplicación en marcha.
        [many] Hay { $count } de complementos instalados. Los que no son obligatorios se activan y desactivan con la aplicación en marcha.
       *[other] Hay { $count } complementos instalados. Los que no son obligatorios se activan y desactivan con la aplicación en marcha.
    }
switchboard-attention =
    { $count ->
        [one] Un complemento no funciona
        [many] { $count } de complementos no funcionan
       *[other] { $count } complementos no funcionan
    }
switchboard-group-attention = Requieren atención
switchboard-group-off = Desactivados
switchboard-group-running = En marcha
switchboard-state-found = Encontrado
switchboard-state-incompatible = No es compatible
switchboard-state-missing-dependency = Falta algo
switchboard-state-failed-import = No se puede cargar
switchboard-state-failed-setup = No pudo arrancar
switchboard-state-disabled = Desactivado
switchboard-state-running = En marcha
switchboard-required = obligatorio
switchboard-by-organisation = por organización
switchboard-reason = Motivo:
switchboard-deployment = En esta instalación
switchboard-required-hint = La aplicación no funciona sin este complemento, por eso sigue activado.
switchboard-broken-hint = No arrancó, así que no hay nada que activar. Corrige lo que se indica arriba y vuelve a iniciar la aplicación.
switchboard-on-hint = Está activado para todo el mundo. Antes de desactivarlo verás qué se desactiva con él.
switchboard-off-hint = Está desactivado para todo el mundo. Sus datos se conservan y lo que estaba en cola continúa cuando se vuelva a activar.
switchboard-off-with = Está desactivado junto con { $plugins }, que necesita.
switchboard-switch-on = Activar
switchboard-switch-off = Desactivar
switchboard-switch-on-named = Activar { $plugin }
switchboard-switch-off-named = Desactivar { $plugin }
switchboard-cancel = Dejarlo como está
switchboard-followed = Procesos que lo aplican
switchboard-followed-count = { $followed } de { $total }
switchboard-late = { $role }, proceso { $pid } en { $host }, todavía no lo aplica
switchboard-under-way = Todavía en curso
switchboard-parked = Espera a que se active
switchboard-parked-count =
    { $tasks ->
        [one] Una tarea
        [many] { $tasks } de tareas
       *[other] { $tasks } tareas
    }, { $events ->
        [one] un evento
        [many] { $events } de eventos
       *[other] { $events } eventos
    }
switchboard-organisations = Para organizaciones
switchboard-organisations-hint = Las personas propietarias lo activan para su organización cuando se les ofrece.
switchboard-organisation = Organización
switchboard-offered-to-all = Se ofrece a todas las organizaciones.
switchboard-offered-to-some = No se ofrece a todas las organizaciones.
switchboard-offer-all = Ofrecerlo a todas
switchboard-withdraw-all = Retirar
switchboard-offer = Ofrecer
switchboard-withdraw = Retirar la oferta
switchboard-slug = Ofrecerlo a una organización
switchboard-slug-hint = La última parte de la dirección de su página, por ejemplo clear-water.
switchboard-no-organisation = No hay ninguna organización con ese nombre en su dirección.
switchboard-is-on = Activado
switchboard-is-off = Desactivado
switchboard-is-offered = Ofrecido
switchboard-about = Sobre este complemento
switchboard-id = Id
switchboard-version = Versión
switchboard-start = Tardó en arrancar
switchboard-seconds = { $seconds } s
switchboard-requires = Necesita
switchboard-required-by = Lo necesitan
switchboard-capabilities = Puede usar
switchboard-none = nada del núcleo
switchboard-locales = Idiomas
switchboard-hooks =
    { $count ->
        [one] Un gancho
        [many] { $count } de ganchos
       *[other] { $count } ganchos
    }

switchboard-uses = En funcionamiento
switchboard-uses-hint = Contado en todos los procesos juntos desde que arrancó cada uno. Lo que falla una y otra vez se omite medio minuto cada vez, salvo que la aplicación no pueda prescindir de ello.
switchboard-uses-none = Su código todavía no se ha llamado.
switchboard-uses-hook = Gancho
switchboard-uses-routes = API
switchboard-uses-pages = Páginas
switchboard-uses-slots = Espacios en páginas de otros
switchboard-uses-handlers = Receptores de eventos
switchboard-uses-tasks = Tareas
switchboard-uses-calls = Llamadas
switchboard-uses-failures = Fallos
switchboard-uses-half = La mitad en
switchboard-uses-most = El 95 % en
switchboard-uses-tripped = omitido
switchboard-milliseconds = { $milliseconds } ms

## Before a switch

switchboard-confirm-on = ¿Activar { $plugin }?
switchboard-confirm-off = ¿Desactivar { $plugin }?
switchboard-follow-off =
    { $count ->
        [one] { $plugins } lo necesita y también se desactiva.
        [many] Lo necesitan y también se desactivan: { $plugins }.
       *[other] Lo necesitan y también se desactivan: { $plugins }.
    }
switchboard-follow-on =
    { $count ->
        [one] { $plugins } lo necesita y también vuelve.
        [many] Lo necesitan y también vuelven: { $plugins }.
       *[other] Lo necesitan y también vuelven: { $plugins }.
    }
switchboard-effect-routes = Sus páginas, enlaces y API responden «no encontrado» en menos de un segundo, en todos los procesos.
switchboard-effect-under-way = Las solicitudes y tareas en curso terminan.
switchboard-effect-work = Las tareas y los eventos en cola esperan y continúan cuando se vuelva a activar.
switchboard-effect-data = Sus datos quedan como están.

## The page of owners

switchboard-own = Complementos de tu organización
switchboard-own-lead = Lo que actives aquí está disponible para los miembros de tu organización y para nadie más.
switchboard-own-open = Elegir complementos
switchboard-by-admins = Lo activan quienes administran esta plataforma.
switchboard-nothing-offered = Todavía no se ofrece nada
switchboard-nothing-offered-hint = Cuando la administración de esta plataforma ofrezca un complemento a tu organización, lo encontrarás aquí.

## Told once

switchboard-flash-on = Está activado.
switchboard-flash-off = Está desactivado.
switchboard-flash-offered = Está ofrecido.
switchboard-flash-withdrawn = La oferta está retirada. Donde está activado, sigue activado.

## Refusals

switchboard-problem-plugin-required-title = Este complemento sigue activado
switchboard-problem-plugin-required-detail = La aplicación no funciona sin { $plugins }.
switchboard-problem-plugin-not-running-title = Este complemento no arrancó
switchboard-problem-plugin-not-running-detail = { $plugins } no arrancó, así que no hay nada que activar: corrige el motivo y vuelve a iniciar la aplicación.
switchboard-problem-plugin-needs-others-title = Necesita un complemento que está desactivado
switchboard-problem-plugin-needs-others-detail = Activa antes { $plugins }.
switchboard-problem-plugin-scope-title = No se activa por organización
switchboard-problem-plugin-scope-detail = { $plugins } se activa para toda la instalación: no indiques ninguna organización.
switchboard-problem-plugin-has-dependants-title = Otros complementos lo siguen
switchboard-problem-plugin-has-dependants-detail = { $plugins } lo seguirían. Envía with_dependants como true para aceptarlo.
