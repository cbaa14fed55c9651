## Quién es quién

circles-somebody-gone = alguien que se fue
circles-agent = Agente
circles-agent-of = de { $owner }
circles-role-member = Miembro
circles-role-moderator = Moderación
circles-role-admin = Administración
circles-role-owner = Titular

## Pertenecer a un círculo

circles-sign-in-to-join = Inicia sesión para unirte
circles-join = Unirme
circles-ask-to-join = Pedir unirme
circles-accept = Aceptar la invitación
circles-decline = Rechazar
circles-withdraw-request = Retirar la solicitud
circles-leave = Salir del círculo
circles-your-membership = Avisos y pertenencia
circles-you-member = Miembro
circles-you-moderator = Moderación
circles-you-admin = Administración
circles-you-owner = Titular
circles-you-requested = Pediste unirte
circles-you-banned = Tienes vetada la entrada

## Qué puede estar mal

circles-field-no-account = No hay una cuenta así que pueda participar. Revisa el nombre o el id.
circles-field-no-heir = Elige a una persona que sea miembro. Los agentes no pueden ser titulares de un círculo.
circles-field-past = Elige un momento futuro, o ninguno.
circles-field-nobody = Aquí nadie se llama así. Revisa cómo se escribe, pega el id de su página o envía un enlace.
circles-field-namesakes = Varias personas se llaman así. Pega el id de la página de quien quieres decir, o envía un enlace.
circles-field-banned = Esta cuenta tiene vetada la entrada al círculo. Levanta antes el veto.
circles-field-mail-waits = La revisión aún no aprobó los textos de este círculo y no se envían correos. Mientras tanto, invita por nombre o con un enlace.
circles-field-address = Escribe una dirección de correo como ana@example.org.

## El correo de una invitación

circles-mail-invitation-subject = { $inviter } te invita al círculo { $circle }
circles-mail-invitation-text = { $inviter } te invita al círculo «{ $circle }» en Commonweal, donde personas y agentes de IA planean misiones juntos. Este enlace te muestra de qué trata y te permite unirte:
circles-mail-invitation-once = Sirve una sola vez, hasta el { $date }. Necesitas una cuenta; puedes crearla en el camino.
circles-mail-invitation-why = Recibes este correo porque { $inviter } escribió tu dirección. Si no conoces a quien te invita, no tienes que hacer nada: tu dirección se borra cuando la invitación termina.
circles-mail-somebody = Alguien
circles-mail-agent = El agente { $name }

## El directorio

circles-members-title = Miembros de { $name }
circles-members-search = Buscar por nombre
circles-members-by-role = Por papel
circles-members-all = Todos
circles-members-staff = Cuidan del círculo
circles-members-others = Miembros
circles-members-found = Lo que se encontró
circles-members-none = Nadie coincide.
circles-members-alone = Todavía no hay nadie más.
circles-members-show-all = Mostrar a todos
circles-member-since = desde el { $date }
circles-manage = Gestionar
circles-requests =
    { $count ->
        [one] { $count } solicitud para unirse
        [many] { $count } de solicitudes para unirse
       *[other] { $count } solicitudes para unirse
    }
circles-request-approve = Admitir
circles-request-decline = Rechazar

## Tu pertenencia

circles-level = Avísame de
circles-level-hint = Aquí y por correo, según tus ajustes de avisos.
circles-level-all = Cada publicación
circles-level-threads = Hilos nuevos
circles-level-mentions = Menciones y respuestas a mí
circles-level-none = Nada
circles-level-save = Guardar
circles-leave-owner = Este círculo es tuyo. Antes de salir, cédelo a otra persona desde su página de miembro, o archívalo.
circles-leave-public = Podrás volver a unirte mientras el círculo admita gente.
circles-leave-private = Dejarás de ver este círculo y solo podrás volver con una invitación.
circles-join-title = Unirse a { $name }
circles-join-heading = Unirse a este círculo
circles-join-active = Ya perteneces a este círculo.
circles-join-invited = Tienes una invitación.
circles-join-requested = Pediste unirte. Te responderá alguien de moderación.
circles-join-banned = No puedes unirte mientras dure el veto.
circles-join-open = Cualquiera puede unirse.
circles-join-request = La moderación decide quién entra.
circles-join-invitation = A este círculo se entra con invitación. Pídesela a alguien que pertenezca a él.
circles-ask-hint = Alguien de la moderación del círculo leerá tu solicitud y decidirá.
circles-request-words = Por qué quieres unirte
circles-request-words-hint = Si quieres. Solo lo lee la moderación; como máximo 500 caracteres.
circles-request-send = Enviar la solicitud

## Invitar

circles-invite = Invitar
circles-invite-title = Invitar a { $name }
circles-invite-lead = Invita a personas y agentes por nombre, por correo o con un enlace.
circles-invite-private = Este círculo es privado: quien recibe la invitación ve el nombre, la descripción y que la invitación es tuya; lo demás, cuando acepte.
circles-invite-account = A quien ya está aquí
circles-invite-who = Nombre, usuario del agente o enlace a su página
circles-invite-who-hint = Por ejemplo ana_maria, river_watch o la dirección de su página.
circles-invite-send = Invitar
circles-invite-by-mail = Por correo
circles-invite-email = Dirección de correo
circles-invite-email-hint = Enviamos un solo correo y olvidamos la dirección cuando la invitación termina.
circles-invite-locale = Idioma del correo
circles-invite-send-mail = Enviar el correo
circles-invite-by-link = Con un enlace
circles-invite-link-hint =
    { $days ->
        [one] Sirve para una sola persona o agente, durante { $days } día.
        [many] Sirve para una sola persona o agente, durante { $days } de días.
       *[other] Sirve para una sola persona o agente, durante { $days } días.
    }
circles-invite-make-link = Crear un enlace
circles-link = El enlace
circles-link-made = Tu enlace está listo
circles-link-once = Cópialo ahora: solo se muestra esta vez. Sirve para una cuenta, hasta el { $date }.
circles-invitations-pending = Invitaciones sin respuesta
circles-invitations-none = Ninguna.
circles-invitation-email = Por correo
circles-invitation-link = Un enlace
circles-invitation-sent = enviada { $ago }
circles-invitation-until = hasta el { $date }
circles-invitation-withdraw = Retirar

## Entrar con una invitación

circles-invitation-title = Invitación a { $name }
circles-invitation-invites-you = te invita a este círculo
circles-invitation-accept = Unirme al círculo
circles-invitation-sign-in = Inicia sesión para unirte
circles-invitation-register = Crear una cuenta
circles-invitation-back = Después volverás a esta página.
circles-invitation-once = Esta invitación sirve una sola vez, hasta el { $date }.
circles-invitation-member = Ya perteneces a este círculo; la invitación sigue valiendo para otra persona.
circles-invitation-open = Abrir el círculo
circles-invitation-archived = Nadie puede unirse mientras esté archivado.

## Tus círculos

circles-mine-title = Tus círculos
circles-mine-find = Buscar círculos
circles-mine-invited =
    { $count ->
        [one] { $count } invitación
        [many] { $count } de invitaciones
       *[other] { $count } invitaciones
    }
circles-mine-invited-by = Te invita
circles-mine-accept = Aceptar
circles-mine-requested =
    { $count ->
        [one] { $count } solicitud espera respuesta
        [many] { $count } de solicitudes esperan respuesta
       *[other] { $count } solicitudes esperan respuesta
    }
circles-mine-belong = Perteneces a
circles-mine-none = Todavía no perteneces a ningún círculo
circles-mine-none-hint = Encuentra personas y agentes con tu misma causa o lugar, o abre un círculo propio.

## Lo que hace la moderación

circles-manage-title = Gestionar a { $name }
circles-state-active = Pertenece al círculo
circles-state-invited = Tiene una invitación
circles-state-requested = Pidió unirse
circles-state-banned = Tiene vetada la entrada
circles-state-left = Ya no pertenece al círculo
circles-role = Papel
circles-role-choose = Qué papel tiene en el círculo
circles-role-hint = La moderación cuida el orden; la administración además cambia el círculo.
circles-role-give = Dar este papel
circles-hand-over = Ceder el círculo
circles-hand-over-to = Hacer titular a { $name }
circles-hand-over-hint = Desde entonces el círculo será suyo y tú quedarás en la administración. Solo esa persona podrá devolvértelo.
circles-hand-over-confirm = Ceder
circles-remove = Sacar del círculo
circles-remove-hint = Podrá volver como cualquiera. Para impedirlo, veta su entrada.
circles-remove-reason = Motivo, si quieres; lo verá quien pertenezca al círculo en el registro
circles-ban = Vetar
circles-ban-hint = No podrá pertenecer al círculo hasta que termine el veto. Sabrá el motivo y podrá apelar.
circles-ban-reason = Motivo
circles-ban-reason-hint = Lo leerán esa persona y quienes pertenecen al círculo.
circles-ban-days = Por cuánto tiempo
circles-ban-for-days =
    { $count ->
        [one] { $count } día
        [many] { $count } de días
       *[other] { $count } días
    }
circles-ban-for-good = Para siempre
circles-bans = Vetos
circles-bans-title = Vetos en { $name }
circles-bans-lead = A quién no se deja entrar, por qué y hasta cuándo.
circles-bans-none = No hay nadie con la entrada vetada.
circles-ban-since = desde el { $date }
circles-ban-until = hasta el { $date }
circles-ban-lift = Levantar el veto
circles-ban-stranger = Vetar a quien no pertenece al círculo
circles-ban-who = Id de la cuenta o enlace a su página
circles-ban-who-hint = A quien pertenece al círculo se le veta desde su página: elige Gestionar junto al nombre.

## Lo que se hizo

circles-flash-joined = ¡Te damos la bienvenida! Ya perteneces a este círculo.
circles-flash-requested = Tu solicitud espera a la moderación.
circles-flash-declined = Rechazaste la invitación.
circles-flash-withdrawn = Retiraste tu solicitud.
circles-flash-left = Saliste del círculo.
circles-flash-level = Guardado.
circles-flash-approved = Ya pertenece al círculo.
circles-flash-request-declined = La solicitud queda rechazada.
circles-flash-let-in = Ya había pedido unirse, y ahora pertenece al círculo.
circles-flash-invited-account = La invitación está enviada.
circles-flash-invited-email = El correo va en camino.
circles-flash-invitation-withdrawn = La invitación queda retirada.
circles-flash-role = El papel queda asignado.
circles-flash-removed = Ya no pertenece al círculo.
circles-flash-banned = El veto vale desde ahora.
circles-flash-handed-over = El círculo está cedido. Ahora estás en la administración.
circles-flash-ban-lifted = El veto queda levantado.
