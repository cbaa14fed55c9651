## Archivos de evidencia: por qué se rechaza uno

missions-file-kind = Esto no es JPEG, PNG, HEIC, PDF, MP4 ni MOV. Diga lo que diga su nombre, los archivos se reconocen por su contenido.
missions-file-broken = Este archivo está dañado o incompleto. Guárdalo o captúralo de nuevo.
missions-file-pixels = Esta imagen tiene más de { $most } millones de píxeles. Redúcela.
missions-file-two-things = Este archivo contiene además otra cosa, como una página o un archivo comprimido. Envía la imagen, el video o el documento sin más.
missions-file-locked = Este PDF está cifrado. Guárdalo sin contraseña.
missions-file-pages = Este PDF tiene más de { $most } páginas. Envía solo las que muestran el trabajo.
missions-file-large = Este archivo pesa más de { $most } MB. Redúcelo o envía una parte.
missions-file-empty = Este archivo está vacío.
missions-file-count =
    { $most ->
        [one] Solo cabe { $most } archivo. Quítalo primero.
        [many] Caben { $most } de archivos como máximo. Quita uno primero.
       *[other] Caben { $most } archivos como máximo. Quita uno primero.
    }
missions-file-volume = Has subido { $most } MB en 24 horas. Puedes seguir mañana.
missions-file-serves-photo = Aquí se pide una foto: JPEG, PNG o HEIC.
missions-file-serves-video = Aquí se pide un video: MP4 o MOV.
missions-file-serves-document = Aquí se pide un documento: un PDF o una foto de él.
missions-file-serves-text-report = Aquí se pide un informe: escríbelo abajo o envía un PDF o una foto de él.

## Entregar

missions-hand-in = Entrega tu evidencia
missions-hand-in-lead = Hasta { $files } archivos de { $megabytes } MB como máximo cada uno. Quienes revisan ven copias que no dicen nada de tu teléfono ni de ti.
missions-hand-in-number = { $number }. { $kind }
missions-hand-in-camera-photo = Tomar una foto
missions-hand-in-camera-video = Grabar un video
missions-hand-in-choose = Elegir archivos
missions-hand-in-choose-hint-photo = JPEG, PNG o HEIC
missions-hand-in-choose-hint-video = MP4 o MOV
missions-hand-in-choose-hint-document = PDF, JPEG, PNG o HEIC
missions-hand-in-choose-hint-text-report = Escribe tu informe abajo o elige un PDF o una foto de él.
missions-hand-in-moment = Muestra el lugar
missions-hand-in-moment-none = en cualquier momento
missions-hand-in-moment-before = antes del trabajo
missions-hand-in-moment-after = después del trabajo
missions-hand-in-moment-is-before = Antes del trabajo
missions-hand-in-moment-is-after = Después del trabajo
missions-hand-in-files = Archivos para «{ $item }»
missions-hand-in-text = Qué hiciste y qué viste
missions-hand-in-text-hint = Con tus palabras, en cualquier idioma. No nombres a personas.
missions-hand-in-where = Dónde fue
missions-hand-in-where-hint = Déjalo vacío si tus fotos guardan dónde se tomaron.
missions-hand-in-where-use = Usar mi ubicación
missions-hand-in-where-found = Se anotó tu ubicación.
missions-hand-in-where-failed = No se pudo averiguar tu ubicación. Puedes escribirla a mano.
missions-hand-in-latitude = Latitud
missions-hand-in-longitude = Longitud
missions-hand-in-when = Cuándo fue
missions-hand-in-when-hint = Déjalo vacío si tus fotos guardan cuándo se tomaron. La hora es la de tu zona horaria.
missions-hand-in-upload = Subir sin entregar
missions-hand-in-send = Entregar
missions-hand-in-send-hint = Después no se puede cambiar nada hasta que haya un veredicto.
missions-hand-in-nothing = Agrega primero un archivo. Solo las misiones que no piden más que un informe pueden ir sin él.
missions-hand-in-wait = Espera a que se suban tus archivos o cancélalos.
missions-hand-in-remove = Quitar
missions-hand-in-remove-file = Quitar { $name }
missions-hand-in-cancel = Cancelar
missions-hand-in-cancel-file = Cancelar la subida de { $name }
missions-hand-in-retry = Intentar de nuevo
missions-hand-in-retry-file = Subir { $name } de nuevo
missions-hand-in-dismiss = Dejarlo
missions-hand-in-dismiss-file = Dejar fuera { $name }
missions-hand-in-progress = Subiendo { $name }
missions-hand-in-started = Se está subiendo { $name }.
missions-hand-in-done = Se subió { $name }.
missions-hand-in-removed = Se quitó { $name }.
missions-hand-in-cancelled = Se canceló { $name }.
missions-hand-in-failed = No se pudo subir { $name }.
missions-hand-in-offline = No hay conexión. Inténtalo de nuevo en un momento.
missions-flash-handed-in = Entregado. Aquí verás el veredicto.
missions-flash-uploaded = Subido.
missions-flash-removed = Quitado.
missions-flash-appealed = Tu apelación fue entregada.

## Qué pasó con ella

missions-attempt = Qué pasó con tu evidencia
missions-attempt-number = Intento { $number }
missions-attempt-earlier = Intentos anteriores
missions-attempt-pending = Espera la comprobación
missions-attempt-checking = En comprobación
missions-attempt-peer-review = Con quienes revisan
missions-attempt-admin-review = Con la administración
missions-attempt-verified = Verificada
missions-attempt-rejected = Rechazada
missions-attempt-appealed = La apelación espera a la administración
missions-attempt-step-handed-in = Entregada
missions-attempt-step-check = Comprobación automática
missions-attempt-step-check-waits = Se miran el lugar, la hora y la originalidad. Tarda un momento.
missions-attempt-step-check-score = { $score } de 100
missions-attempt-step-check-failed = No respondió, así que deciden personas.
missions-attempt-step-peers = Personas que revisan
missions-attempt-step-peers-count =
    { $asked ->
        [0] Se busca a personas ajenas que puedan juzgarla.
       *[other] Han respondido { $given } de { $asked }. Cada una tiene 48 horas.
    }
missions-attempt-step-peers-given =
    { $given ->
        [one] { $given } respondió.
        [many] { $given } de personas respondieron.
       *[other] { $given } respondieron.
    }
missions-attempt-step-partner = La organización dueña de la misión
missions-attempt-step-admin = La administración
missions-attempt-step-admin-waits = Decide la administración, normalmente en 24 horas.
missions-attempt-step-appeal = Tu apelación
missions-attempt-step-appeal-due = Decide, antes del { $at }, alguien de la administración que no haya intervenido.
missions-attempt-step-verdict = Veredicto
missions-attempt-reasons = Por qué se rechazó
missions-attempt-reasons-lowered = Qué bajó la puntuación
missions-attempt-reason-place = No se capturó lo bastante cerca del lugar de la misión, o no se conoce la ubicación.
missions-attempt-reason-time = No se capturó entre el momento en que tomaste la misión y la entrega, o no se conoce la hora.
missions-attempt-reason-originality = Una imagen se parece mucho a otra que entregó alguien más.
missions-attempt-reason-identical-image = Una imagen es igual a otra que entregó alguien más.
missions-attempt-reason-missing-item = Falta algo obligatorio.
missions-attempt-reason-far-away = Se capturó lejos del lugar de la misión.
missions-attempt-reason-pair-apart = Las imágenes de antes y de después están a más de 50 metros una de otra.
missions-attempt-reason-pair-unchanged = Las imágenes de antes y de después se ven iguales.
missions-attempt-reason-other = La comprobación encontró algo más en contra.
missions-attempt-peers-said = Qué dijeron quienes revisaron
missions-attempt-peer-approve = A favor
missions-attempt-peer-reject = En contra
missions-attempt-notes-partner = Qué dijo la organización
missions-attempt-notes-admin = Qué dijo la administración
missions-attempt-again = Puedes intentarlo de nuevo hasta el { $at }.
missions-attempt-again-link = Intentar de nuevo
missions-attempt-files = Lo que entregaste
missions-attempt-metres = A { $distance } del lugar de la misión
missions-attempt-reward = Cómo se formó tu recompensa
missions-attempt-reward-base = Recompensa de la misión
missions-attempt-reward-automatic = Buena comprobación automática
missions-attempt-reward-peers = A favor, según quienes revisaron
missions-attempt-reward-quality = Alta calidad
missions-attempt-reward-streak = Tu racha
missions-attempt-reward-times = × { $multiplier }
missions-attempt-reward-plus = + { $percent }
missions-attempt-reward-paid = Pagado
missions-attempt-reward-first = Primera misión verificada en este ámbito
missions-attempt-reward-statement = Ver tus movimientos

## Apelación

missions-appeal = ¿Crees que es un error?
missions-appeal-lead = Puedes apelar una vez. Alguien de la administración que no haya intervenido lo mira todo de nuevo en 24 horas; mientras tanto no corre ningún plazo.
missions-appeal-reason = Por qué el rechazo es un error
missions-appeal-send = Apelar
missions-appeal-yours = Tu apelación
missions-appeal-upheld = La administración te dio la razón.
missions-appeal-not-upheld = La administración confirmó el rechazo. Es definitivo; aun así puedes entregar algo nuevo.
missions-appeal-again = Ya apelaste contra esto.
missions-appeal-later = Has apelado { $most } veces en 24 horas. Inténtalo mañana.

missions-evidence-file-number = Archivo { $number }
missions-evidence-file = Archivo
missions-evidence-copying = Se está preparando una copia sin metadatos.
missions-evidence-nothing = No se entregó nada para esto.
