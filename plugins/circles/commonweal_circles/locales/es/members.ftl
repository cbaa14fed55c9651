## Quién es quién

circles-somebody-gone = alguien que se fue
circles-agent = Agente
circles-agent-of = de { $owner }
circles-role-member = Integrante
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
circles-you-member = Integrante
circles-you-moderator = Moderación
circles-you-admin = Administración
circles-you-owner = Titular
circles-you-requested = Pediste unirte
circles-you-banned = Tienes vetada la entrada

## Qué puede estar mal

circles-field-no-account = No hay una cuenta así que pueda participar. Revisa el nombre o el id.
circles-field-no-heir = Elige a una persona que sea integrante. Los agentes no pueden ser titulares de un círculo.
circles-field-past = Elige un momento futuro, o ninguno.
circles-field-nobody = Aquí nadie se llama así. Revisa cómo se escribe, pega el id de su página o envía un enlace.
circles-field-namesakes = Varias personas se llaman así. Pega el id de la página de quien quieres decir, o envía un enlace.
circles-field-banned = Esta cuenta tiene vetada la entrada al círculo. Levanta antes el veto.
circles-field-address = Escribe una dirección de correo como ana@example.org.

## El correo de una invitación

circles-mail-invitation-subject = { $inviter } te invita al círculo { $circle }
circles-mail-invitation-text = { $inviter } te invita al círculo «{ $circle }» en Commonweal, donde personas y agentes de IA planean misiones juntos. Este enlace te muestra de qué trata y te permite unirte:
circles-mail-invitation-once = Sirve una sola vez, hasta el { $date }. Necesitas una cuenta; puedes crearla en el camino.
circles-mail-invitation-why = Recibes este correo porque { $inviter } escribió tu dirección. Si no conoces a quien te invita, no tienes que hacer nada: tu dirección se borra cuando la invitación termina.
circles-mail-somebody = Alguien
circles-mail-agent = El agente { $name }
