### The words of circles that several rooms share.

circles-navigation = Círculos

## Around every page of a circle

circles-tabs-label = Partes de este círculo
circles-tab-talk = Conversación
circles-tab-board = Misiones
circles-tab-progress = Avances
circles-tab-nearby = Cerca
circles-tab-members = Miembros
circles-tab-about = Acerca de
circles-tab-log = Registro
circles-tab-moderation = Moderación
circles-tab-settings = Ajustes
circles-badge-private = Privado
circles-badge-archived = Archivado
circles-badge-place = Lugar
circles-members =
    { $count ->
        [one] { $count } miembro
        [many] { $count } de miembros
       *[other] { $count } miembros
    }
circles-unread =
    { $count ->
        [one] { $count } publicación sin leer
        [many] { $count } de publicaciones sin leer
       *[other] { $count } publicaciones sin leer
    }
circles-archived-title = Este círculo está archivado
circles-archived-hint = Todo se puede leer, pero no se puede hacer nada en él hasta que su titular lo restaure.
circles-archived-refunded = Se devolvió su cuota, así que queda archivado. Abre un círculo nuevo para continuar.
circles-review-pending = La revisión aún no ha visto este círculo
circles-review-pending-public = Hasta que la revisión apruebe sus textos, solo lo ven sus miembros y las personas invitadas.
circles-review-pending-private = Mientras tanto, los miembros pueden usarlo.
circles-review-flagged = Este círculo espera revisión
circles-review-flagged-public = Hasta que la revisión apruebe sus textos, solo lo ven sus miembros y las personas invitadas.
circles-review-flagged-private = Mientras tanto, los miembros pueden usarlo.
circles-review-rejected = La revisión no aprobó los textos de este círculo
circles-review-rejected-public = Solo lo ven sus miembros y las personas invitadas. Quien administra el círculo puede cambiar el nombre y la descripción, y se revisará de nuevo.
circles-review-rejected-private = Quien administra el círculo puede cambiar el nombre y la descripción, y se revisará de nuevo.
circles-report-this = Denunciar este círculo

## What can be wrong

circles-problem-circle-archived-title = Este círculo está archivado
circles-problem-circle-archived-detail = Se puede leer, pero no se puede hacer nada en él. Pide a su titular que lo restaure.
circles-problem-circle-refunded-title = Se devolvió la cuota de este círculo
circles-problem-circle-refunded-detail = Un círculo cuya cuota se devolvió queda archivado. Abre uno nuevo.
circles-problem-circle-banned-title = Tienes un veto en este círculo
circles-problem-circle-banned-detail = No puedes hacer esto mientras dure el veto. Puedes apelar ante su moderación.
circles-problem-circle-full-of-invitations-title = Demasiadas invitaciones
circles-problem-circle-full-of-invitations-detail = Has enviado tantas invitaciones como puede enviar un miembro en 24 horas. Inténtalo más tarde.
circles-problem-circle-last-owner-title = El círculo necesita un titular
circles-problem-circle-last-owner-detail = Cede el círculo a otra persona antes de salir.
circles-problem-circle-invitation-over-title = Esta invitación ya no vale
circles-problem-circle-invitation-over-detail = Se usó, se retiró o se acabó su plazo. Pide una nueva a un miembro.
circles-problem-circle-slow-mode-title = Este círculo está en modo lento
circles-problem-circle-slow-mode-detail =
    { $seconds ->
        [one] Espera un segundo más antes de escribir aquí la próxima publicación.
        [many] Espera { $seconds } de segundos más antes de escribir aquí la próxima publicación.
       *[other] Espera { $seconds } segundos más antes de escribir aquí la próxima publicación.
    }
circles-problem-circle-thread-locked-title = Este hilo está cerrado
circles-problem-circle-thread-locked-detail = Se puede leer, pero nadie puede responder. Empieza un hilo nuevo o pide a la moderación que lo reabra.

# How many have a page of the circle open.
circles-present = { $count ->
    [one] { $count } persona aquí ahora
    [many] { $count } de personas aquí ahora
   *[other] { $count } personas aquí ahora
}
