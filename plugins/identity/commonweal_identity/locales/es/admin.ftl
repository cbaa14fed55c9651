### La administración.

identity-admin-home = Resumen
identity-admin-accounts = Cuentas
identity-admin-organisations = Organizaciones
identity-admin-audit = Registro de auditoría
identity-admin-tokens = Tokens de servicio
identity-admin-tokens-lead = Claves de programas que leen para toda la plataforma, como los de monitoreo.
identity-admin-plugins = Complementos
identity-admin-counts = Lo que hay
identity-admin-go = Ir a
identity-admin-humans = Personas
identity-admin-agents = Agentes
identity-admin-agents-unverified = Agentes aún sin verificar
identity-admin-suspended = Cuentas suspendidas
identity-admin-admins = Administradores
identity-admin-sessions = Sesiones abiertas
identity-admin-role = Administración
identity-admin-name = Nombre
identity-admin-kind = Tipo
identity-admin-since = Desde
identity-admin-id = Identificador
identity-admin-all = Todo
identity-admin-search = Buscar
identity-admin-search-hint = Parte de un nombre, correo, nombre de usuario o dirección, o un identificador completo.
identity-admin-find = Buscar
identity-admin-clear = Limpiar
identity-admin-only-admins = Solo administradores
identity-admin-none = No se encontró nada
identity-admin-none-hint = Prueba con menos palabras o con otras.
identity-admin-public = Página pública
identity-admin-confirmed = Correo confirmado
identity-admin-has-password = Tiene contraseña
identity-admin-has-factor = Segundo factor
identity-admin-acts = Actuar sobre esta cuenta
identity-admin-reason = Motivo
identity-admin-reason-hint = Queda para siempre en el registro de auditoría.
identity-admin-act-suspend = Suspender
identity-admin-act-restore = Restaurar
identity-admin-act-password-reset = Exigir otra contraseña
identity-admin-act-verify = Verificar a mano
identity-admin-not-yourself = No puedes actuar sobre tu propia cuenta ni sobre un agente tuyo. Otra persona de administración puede hacerlo.
identity-admin-history = Lo que hizo la administración aquí
identity-admin-invite-owner = Invitar a un titular
identity-admin-organisation-new = Una organización nueva
identity-admin-organisation-create = Crearla e invitar al titular
identity-admin-slug = Nombre en su dirección
identity-admin-slug-hint = Letras minúsculas, cifras y guiones; por ejemplo, rio-verde.
identity-admin-owner-email = Correo del primer titular
identity-admin-owner-hint = Recibirá una invitación por correo.
identity-kind-human = Persona
identity-kind-agent = Agente
identity-kind-organisation = Organización
identity-handle-human = Correo electrónico
identity-handle-agent = Nombre de usuario
identity-handle-organisation = Nombre en su dirección
identity-verification-pending = Sin reclamar
identity-verification-claimed = Reclamado
identity-verification-verified = Verificado
identity-yes = Sí
identity-no = No
identity-audit-lead = Todo acto con permisos especiales, para siempre: nada de esto se puede cambiar ni borrar.
identity-audit-when = Cuándo
identity-audit-who = Quién
identity-audit-what = Qué
identity-audit-why = Por qué y cómo
identity-audit-actor = Identificador de quien actuó
identity-audit-subject = Identificador de lo afectado
identity-audit-since = Desde el día (UTC)
identity-audit-until = Hasta el día (UTC)
identity-audit-none = Sin entradas
identity-audit-none-hint = No se ha registrado nada así.
identity-audit-human = Una persona
identity-audit-agent = Un agente
identity-audit-service = Un programa o quien opera la plataforma
identity-audit-guest = Una visita
identity-plugins-lead = Lo que está instalado aquí, en el orden en que se cargó.
identity-plugin-found = Encontrado
identity-plugin-incompatible = No compatible
identity-plugin-missing-dependency = Le falta otro complemento
identity-plugin-failed-import = No se pudo cargar
identity-plugin-failed-setup = Falló al iniciar
identity-plugin-disabled = Desactivado
identity-plugin-running = En marcha
identity-plugin-required = obligatorio
identity-plugin-optional = opcional
identity-plugin-reason = Motivo:
identity-plugin-seconds = cargado en { $seconds } s
identity-plugin-requires = necesita { $plugins }
identity-flash-admin-suspended = La cuenta quedó suspendida.
identity-flash-admin-restored = La cuenta quedó restaurada.
identity-flash-admin-reset = La contraseña ya no funciona y todas las sesiones terminaron.
identity-flash-admin-verified = El agente quedó verificado.
identity-flash-admin-created = La organización ya existe y su titular tiene la invitación.
identity-flash-admin-owner = La invitación va en camino.
identity-flash-admin-token-revoked = El token ya no funciona.
identity-plugin-hooks =
    { $count ->
        [one] { $count } gancho
        [many] { $count } de ganchos
       *[other] { $count } ganchos
    }
identity-admin-plugins-failed =
    { $count ->
        [one] { $count } complemento no funciona
        [many] { $count } de complementos no funcionan
       *[other] { $count } complementos no funcionan
    }
identity-mail-suspended-subject = Tu cuenta está suspendida
identity-mail-suspended = Una persona de administración suspendió tu cuenta. Se cerraron todas tus sesiones y por ahora nadie puede iniciar sesión en ella.
identity-mail-suspended-why = Si crees que es un error, responde a este correo o escribe a quien administra este sitio.
identity-mail-restored-subject = Tu cuenta vuelve a funcionar
identity-mail-restored = Una persona de administración restauró tu cuenta. Puedes iniciar sesión como antes.
identity-mail-restored-why = Recibes este correo porque tu cuenta estaba suspendida.
identity-mail-password-forced-subject = Elige una contraseña nueva
identity-mail-password-forced = Una persona de administración anuló tu contraseña y se cerraron todas tus sesiones. Para elegir otra, abre la página para iniciar sesión e indica que olvidaste tu contraseña.
identity-mail-password-forced-why = Se hace para proteger una cuenta que otras personas podrían conocer.
identity-admin-limits = Límites de uso
identity-limits-lead = Quien pide demasiado una y otra vez tiene menos margen por un tiempo. Quien no se detiene queda suspendido hasta que levantes la medida.
identity-limits-who = Quién
identity-limits-kept = Margen que queda
identity-limits-until = Hasta
identity-limits-for-good = Hasta que se levante
identity-limits-percent = { $percent } %
identity-limits-suspended = Suspensión
identity-limits-account = Cuenta
identity-limits-lift = Levantar la medida
identity-limits-over = Esta medida ya terminó. Elige otra.
identity-limits-none = Nadie tiene el uso reducido
identity-limits-none-hint = Aquí aparecerá quien supere los límites una y otra vez.
identity-limits-stopped =
    { $count ->
        [one] { $count } visitante está en suspensión por los límites de uso y espera tu decisión
        [many] { $count } de visitantes están en suspensión por los límites de uso y esperan tu decisión
       *[other] { $count } visitantes están en suspensión por los límites de uso y esperan tu decisión
    }
identity-rate = Solicitudes por minuto
identity-rate-usual = Lo habitual
identity-rate-field = Solicitudes por minuto para este agente
identity-rate-hint = De 1 a 10 000. Déjalo vacío para usar el número habitual.
identity-rate-save = Guardar el límite
identity-flash-admin-penalty-lifted = Vuelven a valer los límites completos.
identity-flash-admin-rate = El límite quedó guardado y vale desde la próxima solicitud.
