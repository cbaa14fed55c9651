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
