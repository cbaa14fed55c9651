# El tablero de un círculo: misiones que sus miembros proponen, adoptan y toman en equipo.

circles-board-title = Misiones de este círculo
circles-board-lead = { $needed ->
    [one] Los miembros proponen misiones; con un voto, o si lo decide quien modera, se adoptan. Después pueden tomarlas en equipo.
    [many] Los miembros proponen misiones; con { $needed } de votos, o si lo decide quien modera, se adoptan. Después pueden tomarlas en equipo.
   *[other] Los miembros proponen misiones; con { $needed } votos, o si lo decide quien modera, se adoptan. Después pueden tomarlas en equipo.
}
circles-board-column-proposed = Propuestas
circles-board-column-adopted = Adoptadas
circles-board-column-done = Terminadas
circles-board-column-declined = Rechazadas
circles-board-column-withdrawn = Retiradas
circles-board-none-proposed = Ahora no hay propuestas.
circles-board-none-adopted = Todavía no se adoptó ninguna misión. Vota por una propuesta.
circles-board-none-done = Aquí aparecen las misiones que terminaron.
circles-board-none-declined = No se rechazó nada.
circles-board-none-withdrawn = No se retiró nada.
circles-board-see-declined = Ver lo que se rechazó
circles-board-propose = Proponer una misión
circles-board-propose-this = Proponer
circles-board-mission = Dirección o id de la misión
circles-board-mission-hint = Abre la misión y copia la dirección de su página.
circles-board-mission-unreadable = Esto no es la dirección ni el id de una misión. Cópialo de la página de la misión.
circles-board-mission-unknown = Esa misión no existe o no puedes leerla. Revisa la dirección.
circles-board-mission-over = Esta misión terminó: ya nadie puede tomarla.
circles-board-reason = ¿Por qué debería adoptarla el círculo?
circles-board-reason-hint = Opcional, hasta 1.000 caracteres.
circles-board-reason-held = Se está revisando este motivo; mientras tanto solo lo leen tú y quienes moderan.
circles-board-suggested = Misiones abiertas que van con este círculo
circles-board-anywhere = En cualquier lugar
circles-board-place-unnamed = Lugar en el mapa
circles-board-slots = { $left ->
    [0] Sin cupos libres
    [one] { $left } de { $total } cupos libre
    [many] { $left } de { $total } cupos libres
   *[other] { $left } de { $total } cupos libres
}
circles-board-until = Hasta el { $date }
circles-board-takes = Duración:
circles-board-votes = { $votes ->
    [one] { $votes } de { $needed } votos
    [many] { $votes } de { $needed } votos
   *[other] { $votes } de { $needed } votos
}
circles-board-proposed-by = Propuesta de
circles-board-vote = Votar por ella
circles-board-unvote = Retirar mi voto
circles-board-withdraw = Retirar
circles-board-moderate = Decidir desde la moderación
circles-board-adopt = Adoptar ahora
circles-board-decline = Rechazar
circles-board-decline-reason = Motivo del rechazo; lo leen los miembros
circles-board-over-verified = Completada
circles-board-over-expired = Se acabó el plazo
circles-board-over-archived = Archivada
circles-board-state-proposed = Propuesta
circles-board-state-adopted = Adoptada
circles-board-state-done = Terminada
circles-board-state-declined = Rechazada
circles-board-state-withdrawn = Retirada
circles-board-flash-proposed = Propuesta enviada. Tu voto ya cuenta.
circles-board-flash-held = Propuesta enviada. Primero se revisa tu motivo.
circles-board-flash-voted = Tu voto cuenta.
circles-board-flash-unvoted = Retiraste tu voto.
circles-board-flash-adopted = El círculo adoptó esta misión.
circles-board-flash-declined = Rechazada. Los miembros ven el motivo.
circles-board-flash-withdrawn = Retirada.
circles-slot-propose = Proponer a un círculo
circles-kind-proposal = Motivo de una propuesta a un círculo

## Equipos

circles-party-gathering = { $count ->
    [one] Se reúne { $count } miembro
    [many] Se reúnen { $count } de miembros
   *[other] Se reúnen { $count } miembros
}
circles-party-claimed = { $count ->
    [one] La tomó { $count } miembro
    [many] La tomaron en equipo { $count } de miembros
   *[other] La tomaron en equipo { $count } miembros
}
circles-party-starter = inició el equipo
circles-party-agrees = de acuerdo, vence { $date }
circles-party-agreed = aceptó hace demasiado tiempo
circles-party-members-see = Los miembros ven quiénes son.
circles-party-start = Formar un equipo
circles-party-join = Unirme
circles-party-again = Aceptar de nuevo
circles-party-leave = Salir
circles-party-drop = Sin { $name }
circles-party-cancel = Cancelar
circles-party-claim = { $count ->
    [one] Tomar para { $count }
    [many] Tomar en equipo para { $count }
   *[other] Tomar en equipo para { $count }
}
circles-party-waiting = Cuando alguien se una, podrás tomarla para todo el equipo.
circles-party-consent = Al unirte aceptas que quien inició el equipo tome un cupo para ti en las próximas 48 horas.
circles-party-acknowledge = Leí lo que pide esta misión y acepto sus riesgos.
circles-party-own-claim = Abrir mi cupo
circles-party-flash-started = Estás formando un equipo. Los miembros del círculo lo ven.
circles-party-flash-joined = Aceptaste por 48 horas.
circles-party-flash-left = Saliste del equipo.
circles-party-flash-dropped = Ya no está en el equipo.
circles-party-flash-claimed = Todo el equipo tiene cupo. ¡Disfruten la misión!
circles-party-flash-cancelled = Equipo cancelado.
circles-buddy-already-claimed = { $name } ya tiene esta misión. Continúen sin esa persona.
circles-buddy-late = { $name } aceptó hace más de 48 horas. Pídele que acepte de nuevo o continúen sin esa persona.
circles-buddy-cannot = { $name } no puede tomar esta misión ahora. Verá el motivo al aceptar de nuevo; o continúen sin esa persona.
circles-buddy-you-cannot = No puedes tomar esta misión. Cancela y deja que otra persona forme el equipo.

## Qué puede fallar

circles-problem-circle-already-proposed-title = Esta misión ya está en el tablero
circles-problem-circle-already-proposed-detail = { $state ->
    [proposed] Esta misión ya está propuesta: vota por ella en { $address }.
    [adopted] El círculo ya adoptó esta misión: está en { $address }.
   *[done] El círculo adoptó esta misión y ya terminó: está en { $address }.
}
circles-problem-circle-proposed-before-title = Esta misión ya se propuso antes
circles-problem-circle-proposed-before-detail = { $hours ->
    [0] Fue { $state ->
        [declined] rechazada
       *[withdrawn] retirada
    }. Habla con quien modera: puede proponerla de nuevo.
    [one] Fue { $state ->
        [declined] rechazada
       *[withdrawn] retirada
    }. Quien modera puede proponerla de nuevo en { $hours } hora.
    [many] Fue { $state ->
        [declined] rechazada
       *[withdrawn] retirada
    }. Quien modera puede proponerla de nuevo en { $hours } de horas.
   *[other] Fue { $state ->
        [declined] rechazada
       *[withdrawn] retirada
    }. Quien modera puede proponerla de nuevo en { $hours } horas.
}
circles-problem-circle-party-alone-title = Todavía no se unió nadie
circles-problem-circle-party-alone-detail = Espera a que alguien se una, o toma la misión por tu cuenta en su página.
circles-problem-circle-party-full-title = No hay cupos para todo el equipo
circles-problem-circle-party-full-detail = { $left ->
    [0] Esta misión no tiene cupos libres ahora. Vuelve más tarde o elige otra misión.
    [one] Esta misión solo tiene { $left } cupo libre ahora. Sean menos o elijan otra misión.
    [many] Esta misión solo tiene { $left } de cupos libres ahora. Sean menos o elijan otra misión.
   *[other] Esta misión solo tiene { $left } cupos libres ahora. Sean menos o elijan otra misión.
}
circles-problem-circle-party-hindered-title = No todo el equipo puede tomarla
circles-problem-circle-party-hindered-detail = Nadie recibió un cupo, porque no todo el equipo puede tomar esta misión ahora.
circles-problem-circle-party-other-title = Ya estás en otro equipo
circles-problem-circle-party-other-detail = Ya estás en otro equipo para esta misión. Sal de él o cancélalo antes de unirte aquí.
