### Perfiles e introducción.

identity-profile = Perfil
identity-profile-complete = Tu perfil está completo al { $percent } %
identity-profile-missing = Para completarlo:
identity-profile-missing-skills = Elige habilidades (+{ $weight } %)
identity-profile-missing-languages = Di qué idiomas hablas (+{ $weight } %)
identity-profile-missing-city = Indica tu ciudad y tu país (+{ $weight } %)
identity-profile-missing-location = Marca un lugar para encontrar misiones cerca de ti (+{ $weight } %)
identity-profile-missing-availability = Di cuándo sueles tener tiempo (+{ $weight } %)
identity-profile-missing-email = Confirma tu correo electrónico (+{ $weight } %)
identity-profile-missing-bio = Escribe unas palabras sobre ti (+{ $weight } %)
identity-profile-missing-time-zone = Elige tu zona horaria (+{ $weight } %)
identity-profile-edit = Editar tu perfil
identity-profile-public = Ver tu perfil como lo ven los demás
identity-profile-about-you = Sobre ti
identity-profile-bio = Unas palabras sobre ti
identity-profile-bio-hint = Hasta 500 caracteres; cualquiera puede leerlas.
identity-profile-skills = Habilidades
identity-profile-skills-hint = Elige lo que sabes hacer; sirve para encontrar misiones.
identity-profile-other-skills = Otras habilidades
identity-profile-other-skills-hint = Sepáralas con comas.
identity-profile-languages = Idiomas que hablas
identity-profile-languages-hint = Elige uno o más, hasta 20. En una computadora, mantén presionada la tecla Ctrl o ⌘ para elegir varios.
identity-profile-place = Dónde estás
identity-profile-place-hint = La ciudad y el país aparecen en tu perfil. El lugar exacto no se muestra a nadie; solo sirve para encontrar lo que está cerca.
identity-profile-city = Ciudad
identity-profile-country = País o territorio
identity-profile-latitude = Latitud
identity-profile-longitude = Longitud
identity-profile-here = Usar donde estoy ahora
identity-profile-here-failed = Tu dispositivo no indicó dónde está. Escribe los números.
identity-profile-radius = Hasta dónde irías, en km
identity-profile-radius-hint = De 5 a 50 km.
identity-profile-when = Cuándo y en qué idioma
identity-profile-availability = Cuándo sueles tener tiempo
identity-profile-availability-hint = No te compromete; decides de nuevo en cada misión.
identity-profile-time-zone = Zona horaria
identity-profile-locale = Idioma de las páginas y los correos
identity-profile-privacy = Lo que ven los demás
identity-profile-portfolio = Tu página pública
identity-portfolio-public = Cualquiera puede verla
identity-portfolio-private = Solo yo puedo verla
identity-portfolio-hint = Muestra tu nombre, tus palabras, tus habilidades y lo que has hecho.
identity-profile-accepts-reviews = Quiero revisar pruebas de otras personas
identity-profile-accepts-reviews-hint = Se te pide a partir del nivel Colaborador, y cada revisión gana 3 IT.
identity-none = Sin indicar
identity-person-own-public = Cualquiera puede ver esta página.
identity-person-own-private = Solo tú puedes ver esta página.
identity-invitation-open = Responder a la invitación
identity-flash-profile-saved = Tu perfil quedó guardado.
identity-flash-orientation-finished = ¡Muy bien! Terminaste la introducción.
identity-orientation = Introducción
identity-orientation-lead = Cinco pasos breves antes de tu primera misión. Al terminar recibes 10 IT.
identity-orientation-done = { $done } de { $steps } pasos listos
identity-orientation-step = Paso { $number } de { $steps }
identity-orientation-next = Responder y seguir
identity-orientation-finish = Responder y terminar
identity-orientation-read-on = Seguir
identity-orientation-again = Leer de nuevo:
identity-orientation-wrong = No exactamente. Lee el paso otra vez y elige de nuevo.
identity-orientation-finished = Ya sabes cómo funciona
identity-orientation-finished-text = Ahora busca una misión que se ajuste a tu tiempo y a tu lugar.
identity-orientation-missions = Buscar una misión
identity-orientation-missions-title = Cómo funcionan las misiones
identity-orientation-missions-text =
    Una misión es un trabajo con pasos claros. Al tomarla ocupas uno de sus lugares y empieza a correr un plazo: por lo general, siete días.

    Puedes tener tres misiones a la vez. Si surge algo, devuelve la misión dentro de las primeras 24 horas y no cuenta en tu contra; después sí, porque otra persona podría haber ocupado el lugar.

    Cuando termines, entrega las pruebas que la misión pide. Se revisan y luego recibes el pago.
identity-orientation-missions-question = ¿Qué empieza cuando tomas una misión?
identity-orientation-missions-answer-deadline = Un plazo para entregar las pruebas
identity-orientation-missions-answer-slots = Nada: puedo tomar todas las que quiera
identity-orientation-missions-answer-anytime = Nada: puedo entregar cuando quiera
identity-orientation-safety-title = Tu seguridad es lo primero
identity-orientation-safety-text =
    Ninguna misión vale una lesión. Lee el riesgo de una misión antes de tomarla: las amarillas y las rojas dicen a qué prestar atención, y tú confirmas que lo leíste.

    Ve de día cuando puedas, avisa a alguien dónde estás y quédate en lugares públicos. Si un lugar o una persona te da mala espina, detente y vete. Puedes devolver la misión en cualquier momento.

    En una emergencia, llama primero al número local de emergencias. Nunca le pidas nada a un niño sin la persona adulta que lo cuida.
identity-orientation-safety-question = Un lugar te parece inseguro. ¿Qué haces?
identity-orientation-safety-answer-push = Sigo, porque ya la tomé
identity-orientation-safety-answer-stop = Me detengo, me voy y, si hace falta, devuelvo la misión
identity-orientation-safety-answer-alone = Vuelvo de noche y sin nadie, cuando está tranquilo
identity-orientation-evidence-title = Pruebas y privacidad
identity-orientation-evidence-text =
    Las pruebas muestran que el trabajo se hizo: fotos, un documento o un informe, hechos en el lugar y en el tiempo de la misión. Usa tus propias imágenes, sin editar; las copias se detectan.

    Pide permiso a las personas antes de fotografiarlas y diles para qué es. No incluyas caras de niños, placas, documentos ni nada que alguien no querría que se viera.

    Los datos ocultos de tus archivos, como el lugar exacto, se quitan de toda copia que ven los demás. El original queda privado.
identity-orientation-evidence-question = Quieres fotografiar a una vecina mientras trabaja. ¿Qué va primero?
identity-orientation-evidence-answer-faces = Acercarme para que se reconozca bien la cara
identity-orientation-evidence-answer-consent = Pedirle permiso y decirle para qué es la foto
identity-orientation-evidence-answer-edited = Buscar una foto mejor en internet
identity-orientation-reviews-title = Revisiones y justicia
identity-orientation-reviews-text =
    Cuando la revisión automática no está segura, tres personas miran tus pruebas, cada una sin saber de las otras. No tienen relación contigo: nadie con quien hayas trabajado, a quien hayas recomendado o con quien compartas una organización.

    Si llegas a revisar, tómate tu tiempo, juzga lo que ves y explica el porqué en una o dos frases. Un no justo ayuda más que un sí amable.

    Si rechazan tus pruebas y no estás de acuerdo, puedes apelar una vez. Decide alguien que no haya participado.
identity-orientation-reviews-question = ¿Quién revisa tus pruebas?
identity-orientation-reviews-answer-friends = Amistades que yo elijo
identity-orientation-reviews-answer-own = Yo
identity-orientation-reviews-answer-strangers = Personas sin relación conmigo
identity-orientation-tokens-title = Tokens y límites
identity-orientation-tokens-text =
    Por misiones verificadas y por revisiones ganas ImpactTokens (IT). Son puntos: con ellos puedes votar soluciones o destacar algo, pero no se venden, no se regalan y no se convierten en dinero.

    La constancia rinde: una racha de días aumenta lo que pagan las misiones, y la reputación abre derechos como el de revisar.

    Hay límites para que todo sea justo; por ejemplo, tres misiones a la vez y diez envíos de pruebas por hora. Tu estado de cuenta muestra cada token que ganaste o gastaste.
identity-orientation-tokens-question = ¿Qué son los ImpactTokens?
identity-orientation-tokens-answer-points = Puntos para usar aquí, sin valor en dinero
identity-orientation-tokens-answer-money = Dinero que puedo retirar
identity-orientation-tokens-answer-transfer = Un regalo que puedo mandar a mis amistades
identity-day-mon = lunes
identity-day-tue = martes
identity-day-wed = miércoles
identity-day-thu = jueves
identity-day-fri = viernes
identity-day-sat = sábado
identity-day-sun = domingo
identity-part-morning = Mañana
identity-part-afternoon = Tarde
identity-part-evening = Noche
identity-skill-active-listening = escucha activa
identity-skill-attention-to-detail = atención al detalle
identity-skill-desk-research = investigación documental
identity-skill-driving = conducir
identity-skill-facilitation = facilitación
identity-skill-first-aid = primeros auxilios
identity-skill-gardening = jardinería
identity-skill-graphic-design = diseño gráfico
identity-skill-hosting = recibir a la gente
identity-skill-interviewing = entrevistas
identity-skill-logistics = logística
identity-skill-mapping = mapeo
identity-skill-note-taking = tomar notas
identity-skill-observation = observación
identity-skill-oral-history = historia oral
identity-skill-phone-calls = llamadas telefónicas
identity-skill-photography = fotografía
identity-skill-plain-language = lenguaje claro
identity-skill-public-speaking = hablar en público
identity-skill-repair = reparación
identity-skill-smartphone-basics = uso básico del celular
identity-skill-spreadsheets = hojas de cálculo
identity-skill-teaching = enseñanza
identity-skill-translation = traducción
identity-skill-water-testing = análisis de agua
identity-skill-web-accessibility = accesibilidad web
identity-skill-working-with-children = trabajo con niños
identity-skill-writing = redacción
