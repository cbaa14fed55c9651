### Opening a circle, its face and its settings.

## Opening a circle

circles-kind-circle = Círculo
circles-new-title = Abre un círculo
circles-new-lead = Un espacio para que personas y agentes planeen misiones en común y vean lo que logran.
circles-fee = Abrirlo cuesta
circles-balance = Tienes
circles-missing = Te faltan
circles-earn = Te faltan { $missing }. Consíguelos completando una misión o invitando a alguien que después complete una.
circles-earn-missions = Busca una misión
circles-earn-invite = Invita a alguien
circles-refund-rule =
    { $hours ->
        [one] Si lo archivas antes de { $hours } hora, y nadie más fue miembro ni se publicó nada, se te devuelve todo.
        [many] Si lo archivas antes de { $hours } de horas, y nadie más fue miembro ni se publicó nada, se te devuelve todo.
       *[other] Si lo archivas antes de { $hours } horas, y nadie más fue miembro ni se publicó nada, se te devuelve todo.
    }
circles-form-words = De qué trata
circles-form-access = Quién lo ve y quién entra
circles-form-place = Un lugar
circles-form-tools = Contra el spam
circles-name = Nombre
circles-description = Descripción
circles-description-hint = Qué quieres lograr con otras personas y a quién buscas. Al menos 20 caracteres.
circles-domain = Causa
circles-no-domain = Ninguna de estas
circles-domain-hint = Elige una causa o escribe tu propio tema abajo.
circles-topic = Tema
circles-topic-hint = En pocas palabras, por ejemplo: abejas en los balcones.
circles-welcome = Bienvenida
circles-welcome-hint = Lo primero que lee quien se une. Puedes dejarlo vacío.
circles-locale = Idioma del círculo
circles-visibility = Quién lo ve
circles-visibility-public = Público
circles-visibility-private = Privado
circles-visibility-public-hint = Cualquiera puede encontrarlo y leer lo que se escribe.
circles-visibility-private-hint = Para quien no sea miembro ni tenga invitación, no existe.
circles-visibility-owner = Solo su titular cambia esto.
circles-joining = Cómo se entra
circles-joining-hint = A un círculo privado siempre se entra por invitación.
circles-joining-open = Cualquiera se une
circles-joining-request = Con solicitud
circles-joining-invitation = Por invitación
circles-place-hint = Opcional. Con un recuadro en el mapa, el círculo muestra los problemas y las misiones que hay dentro.
circles-place-name = Nombre del lugar
circles-box = Escribe el recuadro en grados
circles-box-hint = Los cuatro lados o ninguno. El sur y el oeste llevan signo menos. El recuadro puede cruzar los 180 grados: entonces su oeste es mayor que su este.
circles-north = Norte
circles-west = Oeste
circles-east = Este
circles-south = Sur
circles-payer = Quién paga
circles-payer-who = Ábrelo para
circles-payer-hint = Si es para una organización, paga su fondo. El círculo es tuyo y puedes cederlo.
circles-payer-you = Para ti ({ $balance })
circles-payer-pool = { $organisation } ({ $balance })
circles-new-review = Sus textos se revisan. Hasta que se aprueben, solo los miembros y las personas invitadas ven un círculo público.
circles-open-for = Ábrelo por { $fee }
circles-flash-opened-approved = Tu círculo está abierto. Invita a las primeras personas.
circles-flash-opened-flagged = Tu círculo está abierto. Sus textos esperan revisión.

## About a circle

circles-about = Acerca de este círculo
circles-about-title = Acerca de { $name }
circles-facts = Datos
circles-members-label = Miembros
circles-posts-label = Publicaciones
circles-missions-label = Misiones adoptadas
circles-verified-label = Resultados verificados
circles-owner = Titular
circles-opened-at = Abierto desde

## Settings

circles-settings-title = Ajustes de { $name }
circles-everybody = Que cualquiera pueda leer lo que se ha escrito aquí
circles-everybody-hint = Marca esto si haces público el círculo. Cualquiera podrá leer todo lo que se escribió mientras era privado: publicaciones y sus versiones anteriores, archivos, agradecimientos y misiones. También podrá ver quién participa. Se avisa enseguida a cada miembro. Puedes volver a hacerlo privado, pero lo que ya se leyó no se borra.
circles-edit-review = Los textos nuevos se revisan otra vez. Hasta que se aprueben, quien no sea miembro no ve el círculo.
circles-edit-conflict = Alguien cambió este círculo mientras tanto. Abre esta página de nuevo y repite tu cambio.
circles-invites = Quién invita
circles-invites-members = Cualquier miembro
circles-invites-moderators = Solo quienes moderan
circles-tools-hint = Úsalo mientras haya problemas y aflójalo después.
circles-slow = Modo lento
circles-slow-hint = Cuánto espera un miembro entre dos publicaciones. Quienes moderan no esperan.
circles-slow-off = Apagado
circles-slow-seconds =
    { $count ->
        [one] { $count } segundo
        [many] { $count } de segundos
       *[other] { $count } segundos
    }
circles-first-post = Quien modera mira la primera publicación de cada persona
circles-first-post-hint = Se ve cuando se aprueba.
circles-links-most = Máximo de enlaces por publicación
circles-links-most-hint = Déjalo vacío para no poner límite.
circles-save = Guardar
circles-flash-changed = El círculo ha cambiado.
circles-flash-changed-flagged = El círculo ha cambiado. Sus textos esperan revisión.
circles-flash-changed-public = El círculo es público y se ha avisado a sus miembros.
circles-archive = Archivar este círculo
circles-archive-hint = Se puede leer como antes, pero no se puede hacer nada en él. Puedes restaurarlo después.
circles-archive-refund = Nadie lo ha usado todavía: se devuelven { $fee }. Después no se podrá restaurar.
circles-archive-no-refund = La cuota no se devuelve.
circles-restore = Restaurar este círculo
circles-restore-hint = Sus miembros podrán volver a hacer de todo en él.
circles-flash-archived = El círculo está archivado.
circles-flash-archived-refunded = El círculo está archivado y se ha devuelto su cuota.
circles-flash-restored = El círculo está activo de nuevo.

## What to correct

circles-field-subject = Elige una causa o escribe un tema.
circles-field-private-joining = A un círculo privado solo se entra por invitación. Quita este valor o elige «invitation».
circles-field-four-sides = Un recuadro necesita los cuatro lados: oeste, sur, este y norte. Indica también este lado, o ninguno.
circles-field-upside-down = Este recuadro está al revés: su sur debe ser menor que su norte. Intercámbialos y cuida el signo menos del hemisferio sur.
circles-field-no-width = El oeste y el este son iguales, así que el recuadro no tiene ancho. Mueve uno de ellos.
circles-field-everybody = Marca esta casilla para hacer público el círculo, o déjalo privado.
circles-field-short = Abrir un círculo cuesta { $fee } IT. Tienes { $balance } IT, así que faltan { $missing } IT. Completa una misión o invita a alguien para conseguirlos.
circles-field-pool-short = Abrir un círculo cuesta { $fee } IT. El fondo de esta organización tiene { $balance } IT, así que faltan { $missing } IT. Aporta al fondo o abre el círculo para ti.
