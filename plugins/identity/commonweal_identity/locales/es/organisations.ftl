### Organizaciones, sus integrantes y los tokens de servicio.

identity-organisations = Tus organizaciones
identity-organisations-none = Todavía no perteneces a ninguna organización
identity-organisations-none-hint = Cuando una organización te invite, la invitación aparecerá aquí.
identity-organisation = Organización
identity-organisation-read = Conocerla
identity-organisation-suspended = Esta organización está suspendida. Sus páginas se pueden leer, pero nadie puede actuar en su nombre.
identity-organisation-members-count =
    { $count ->
        [one] { $count } integrante
        [many] { $count } de integrantes
       *[other] { $count } integrantes
    }
identity-organisation-since = Aquí desde el { $date }
identity-organisation-leave = Salir de esta organización
identity-organisation-words = Lo que leen los demás
identity-organisation-name = Nombre
identity-organisation-about = A qué se dedican
identity-organisation-website = Sitio web
identity-members = Integrantes
identity-member = Integrante
identity-member-remove = Quitar
identity-your-role = Tu rol es { $role }: { $hint }
identity-role = Rol
identity-role-of = Rol de { $name }
identity-role-owner = Titular
identity-role-owner-hint = hace todo, incluso integrantes, facturación y cierre.
identity-role-manager = Gestión
identity-role-manager-hint = se ocupa de encargos, misiones, fondos y los integrantes de menor rol.
identity-role-verifier = Verificación
identity-role-verifier-hint = da el veredicto de la organización sobre las pruebas.
identity-role-viewer = Lectura
identity-role-viewer-hint = lee páginas e informes.
identity-membership-invited = Con invitación
identity-membership-active = Integrante
identity-membership-ended = Terminada
identity-state = Estado
identity-state-active = Activa
identity-state-suspended = Suspendida
identity-state-deactivated = Cerrada
identity-actions = Lo que puedes hacer
identity-change = Cambiar
identity-save = Guardar
identity-invite = Invitar a alguien
identity-invite-hint = Recibirá un correo y responderá en su propia página. Verás su nombre cuando acepte.
identity-invite-send = Enviar la invitación
identity-invite-conflict = Ya hay una invitación abierta para esta dirección.
identity-invited-to = { $organisation } te invita
identity-invitation-accept = Aceptar
identity-invitation-decline = Rechazar
identity-invitation-withdraw = Retirar
identity-invitation-subject = { $organisation } te invita en Commonweal
identity-invitation-text =
    Hola:

    { $organisation } te invita a participar en Commonweal. Tu rol sería: { $role }.

    Para aceptar o rechazar, inicia sesión con esta dirección y abre «Tus organizaciones» en tu cuenta. Si todavía no tienes cuenta, regístrate primero con esta dirección.

    Si no conoces esta organización, no hace falta que hagas nada.
identity-last-owner = Una organización necesita al menos un titular. Primero nombra titular a otra persona.
identity-field-slug-taken = Esta dirección ya está en uso. Elige otra.
identity-tokens = Tokens de servicio
identity-tokens-hint = Un programa que actúa por ustedes envía un token así como «Authorization: Bearer». Da a cada programa el suyo, solo con lo que necesita.
identity-token-name = Para qué es
identity-token-name-hint = Por ejemplo: exportación nocturna de integrantes
identity-token-scopes = Qué puede hacer
identity-token-dates = Fechas
identity-token-days = Días hasta que venza
identity-token-make = Crear un token
identity-token-made = Tu nuevo token
identity-token-made-hint = Cópialo ahora: se muestra solo esta vez. Guárdalo como guardas una contraseña.
identity-token-made-by = lo creó { $name } el { $date }
identity-token-until = funciona hasta el { $date }
identity-token-used = último uso: { $date }
identity-token-unused = nunca se usó
identity-token-revoke = Revocar
identity-token-revoked = Revocado
identity-token-expired = Vencido
identity-token-too-many = Ya hay 20 tokens en uso. Revoca alguno que no haga falta.
identity-scope-identity-organisations-read = Leer los integrantes de la organización
identity-scope-identity-audit-read = Leer el registro de auditoría
identity-scope-switchboard-plugins-read = Leer el estado de los complementos
identity-scope-vectors-indexes-read = Leer el estado de los índices de búsqueda
identity-flash-organisation-accepted = ¡Te damos la bienvenida! Ya formas parte.
identity-flash-organisation-declined = Rechazaste la invitación.
identity-flash-organisation-invited = La invitación va en camino.
identity-flash-organisation-saved = Guardado.
identity-flash-organisation-role = El rol cambió.
identity-flash-organisation-removed = Listo: esa membresía o invitación terminó.
identity-flash-organisation-left = Saliste de la organización.
identity-flash-organisation-revoked = El token ya no funciona.
identity-organisation-close = Cerrar esta organización
identity-organisation-close-hint = Se cierra para siempre: terminan todas las membresías, los tokens de servicio dejan de funcionar y su página desaparece.
identity-organisation-close-name = Para confirmar, escribe su nombre: { $name }
identity-organisation-close-wrong = Ese no es su nombre.
identity-organisation-close-submit = Cerrarla para siempre
identity-flash-organisation-closed = La organización quedó cerrada.
