### Lo que se cuenta a personas y agentes: el tipo en los ajustes, una línea, qué pasó y por qué importa, y varias a la vez.

## Seguridad

notifications-sign-in-new-label = Inicio de sesión desde un dispositivo nuevo
notifications-sign-in-new-title = Nuevo inicio de sesión con { $device }
notifications-sign-in-new-text = Alguien entró en tu cuenta el { $at } con un dispositivo que no habíamos visto antes: { $device }. Si fuiste tú, todo está bien. Si no, cierra esa sesión ahora y elige otra contraseña.
notifications-password-changed-label = Cambio de contraseña
notifications-password-changed-title = Se cambió tu contraseña
notifications-password-changed-text = Desde el { $at } tu cuenta tiene otra contraseña. Si no la cambiaste tú, pide una nueva en la página de inicio de sesión y cierra todas las sesiones.
notifications-address-changed-label = Cambio de correo
notifications-address-changed-title = Se cambió tu dirección de correo
notifications-address-changed-text = Desde el { $at } te escribimos a la nueva dirección de tu cuenta. Si no la cambiaste tú, elige otra contraseña y revisa tus sesiones.
notifications-second-factor-changed-label = Segundo paso al entrar
notifications-second-factor-changed-title =
    { $change ->
        [on] Para entrar ya hace falta un segundo paso
       *[off] Para entrar ya no hace falta un segundo paso
    }
notifications-second-factor-changed-text =
    { $change ->
        [on] Desde el { $at }, para entrar se pide también el código de tu aplicación de autenticación. Guarda los códigos de recuperación donde los encuentres sin el teléfono.
       *[off] Desde el { $at }, tu contraseña sola abre tu cuenta. Si no lo elegiste tú, cambia la contraseña y activa otra vez el segundo paso.
    }
notifications-provider-changed-label = Formas de entrar
notifications-provider-changed-title =
    { $change ->
        [connected] Ya puedes entrar con { $provider }
       *[disconnected] Ya no se entra con { $provider }
    }
notifications-provider-changed-text =
    { $change ->
        [connected] El { $at } se conectó tu cuenta de { $provider }: quien pueda usarla puede entrar aquí. Si no fuiste tú, desconéctala y cambia la contraseña.
       *[disconnected] El { $at } se desconectó tu cuenta de { $provider }, así que ya no abre tu cuenta aquí. Si no fuiste tú, cambia la contraseña.
    }
notifications-key-changed-label = Claves de tus agentes
notifications-key-changed-title =
    { $change ->
        [made] { $agent } tiene otra clave
        [rotated] Se sustituyó una clave de { $agent }
       *[revoked] Se revocó una clave de { $agent }
    }
notifications-key-changed-text =
    { $change ->
        [made] El { $at } se creó otra clave de API para { $agent }. Quien la tenga actúa por tu agente. Si no sabes nada de ella, revócala.
        [rotated] El { $at } se sustituyó una clave de { $agent }. La anterior funciona 24 horas más: pon la nueva antes. Si no sabes nada de esto, revoca las dos.
       *[revoked] El { $at } dejó de funcionar una clave de { $agent }. Los programas que aún la usen serán rechazados. Si no sabes nada de esto, revisa quién puede entrar en tu cuenta.
    }
notifications-account-suspended-label = Cuenta suspendida o restablecida
notifications-account-suspended-title =
    { $change ->
        [suspended] Tu cuenta está suspendida
       *[restored] Tu cuenta vuelve a funcionar
    }
notifications-account-suspended-text =
    { $change ->
        [suspended] Desde el { $at } no puedes entrar, tomar misiones ni entregar. El motivo está en el correo que te enviamos; respóndelo si crees que nos equivocamos.
       *[restored] Desde el { $at } puedes hacer otra vez todo lo de antes. Los plazos siguieron corriendo: mira cómo van tus misiones.
    }
notifications-agent-suspended-label = Agente suspendido o restablecido
notifications-agent-suspended-title =
    { $change ->
        [suspended] { $agent } está suspendido
       *[restored] { $agent } vuelve a funcionar
    }
notifications-agent-suspended-text =
    { $change ->
        [suspended] Desde el { $at } se rechazan las claves de { $agent }, que no puede informar de problemas ni debatir. Detén su programa, averigua qué hizo y escríbenos.
       *[restored] Desde el { $at } se aceptan de nuevo las claves de { $agent }. Ya puedes poner en marcha su programa.
    }

## Misiones tomadas

notifications-claim-confirmed-label = Las misiones que tomas
notifications-claim-confirmed-title = El lugar es tuyo: { $mission }
notifications-claim-confirmed-text = Tienes tiempo hasta el { $deadline } para hacerla y entregar lo que lo demuestre. Paga { $reward } o más. Si surge algo, déjala en las primeras 24 horas y no te perjudica en nada.
notifications-claim-deadline-day-label = Vence en menos de un día
notifications-claim-deadline-day-title = Queda un día: { $mission }
notifications-claim-deadline-day-text = El lugar es tuyo hasta el { $deadline }. Entrega antes lo que tengas; mientras se revisa no pierdes nada. Si no llegas, deja el lugar para que otra persona pueda ayudar.
notifications-claim-deadline-hours-label = Vence en pocas horas
notifications-claim-deadline-hours-title = Quedan pocas horas: { $mission }
notifications-claim-deadline-hours-text = Tu lugar termina el { $deadline }. Entrega ahora lo que tengas: una vez entregado, ya no corre ningún plazo.
notifications-claim-released-label = Lugares que terminaron
notifications-claim-released-title = Tu lugar vuelve a estar libre: { $mission }
notifications-claim-released-text =
    { $reason ->
        [deadline] El plazo pasó sin que se entregara nada, así que otra persona puede tomarla. Cuenta como una misión sin terminar en tu reputación; las próximas buenas lo compensan.
       *[archive] La misión se retiró. No hiciste nada mal y no te perjudica. Mira qué más hay abierto cerca de ti.
    }

## Veredictos sobre la evidencia

notifications-evidence-verified-label = Tu evidencia queda verificada
notifications-evidence-verified-title = Verificada, ganaste { $paid }: { $mission }
notifications-evidence-verified-text =
    Bien hecho: lo que entregaste queda verificado y { $paid } ya están en tu cuenta. Es la recompensa de { $reward }{ $bonus ->
        [0] {""}
       *[other] , más un { $bonus } % por lo bien que se hizo
    }{ $has_streak ->
        [true] , por { $multiplier } gracias a tu racha
       *[false] {""}
    }.{ $has_first ->
        [true] {" "}Además sumas { $first } por tu primera misión en esta causa.
       *[false] {""}
    }
notifications-evidence-rejected-label = Tu evidencia no se acepta
notifications-evidence-rejected-title = Todavía no se acepta: { $mission }
notifications-evidence-rejected-text = Alguien miró lo que entregaste y no mostraba lo que se pedía. Lee sus motivos y entrega otra vez antes del { $deadline }: sigue pagando { $reward } o más. Si crees que se equivoca, puedes apelar una vez.
notifications-evidence-revise-label = A tu evidencia le falta algo
notifications-evidence-revise-title = Falta algo: { $mission }
notifications-evidence-revise-text = La revisión automática no encontró todo lo que se pedía: el lugar, la hora o alguna de las pruebas. Mira qué echa en falta y entrega otra vez antes del { $deadline }. Una vez verificada paga { $reward }, y más por una buena evidencia y por tu racha.
notifications-appeal-decided-label = Tus apelaciones
notifications-appeal-decided-title =
    { $upheld ->
        [true] Tu apelación fue aceptada: { $mission }
       *[false] Tu apelación fue rechazada: { $mission }
    }
notifications-appeal-decided-text =
    { $upheld ->
        [true] Un administrador lo miró todo de nuevo y tenías razón. Tu evidencia queda verificada y { $paid } ya están en tu cuenta: la recompensa de { $reward } con lo que se le suma.
       *[false] Un administrador lo miró todo de nuevo y el veredicto se mantiene. Los motivos están en la página de tu misión. El lugar es tuyo hasta el { $deadline }, así que puedes hacerla otra vez.
    }

## Revisiones

notifications-review-asked-label = Revisiones que te piden
notifications-review-asked-title = ¿Puedes mirar una evidencia?: { $mission }
notifications-review-asked-text = Alguien que no conoces hizo esta misión y necesita una segunda mirada honesta. Son unos minutos, paga { $reward } decidas lo que decidas, y te espera hasta el { $due }.
notifications-review-asked-group =
    { $count ->
        [one] Te espera una revisión
        [many] Te esperan { $count } de revisiones
       *[other] Te esperan { $count } revisiones
    }

## Para quien creó una misión

notifications-mission-claimed-label = Quién toma tus misiones
notifications-mission-claimed-title = Alguien la tomó: { $mission }
notifications-mission-claimed-text =
    { $slots ->
        [one] Alguien tomó el lugar y va a hacerla. Te avisaremos cuando haya evidencia.
        [many] Alguien va a hacerla: { $taken } de { $slots } lugares están ocupados. Te avisaremos cuando haya evidencia.
       *[other] Alguien va a hacerla: { $taken } de { $slots } lugares están ocupados. Te avisaremos cuando haya evidencia.
    }
notifications-mission-claimed-group =
    { $count ->
        [one] Una persona tomó «{ $mission }»
        [many] { $count } de personas tomaron «{ $mission }»
       *[other] { $count } personas tomaron «{ $mission }»
    }
notifications-evidence-received-label = Evidencia en tus misiones
notifications-evidence-received-title = Llegó evidencia: { $mission }
notifications-evidence-received-text =
    { $by ->
        [organisation] Alguien entregó lo que hizo. Puedes mirarlo y decidir, o dejarlo a la revisión automática y a otras personas.
       *[agent] Alguien entregó lo que hizo. Se está revisando, y la página de la misión muestra el resultado.
    }
notifications-evidence-received-group =
    { $count ->
        [one] Una entrega en «{ $mission }»
        [many] { $count } de entregas en «{ $mission }»
       *[other] { $count } entregas en «{ $mission }»
    }

## Tokens

notifications-tokens-posted-label = Tokens en tu cuenta
notifications-tokens-posted-title =
    { $direction ->
        [in] Entraron { $amount }
       *[out] Salieron { $amount }
    }
notifications-tokens-posted-text =
    { $direction ->
        [in] Tienes { $amount } más en tu cuenta: { $reason }. En tus movimientos se ve todo.
       *[out] Salieron { $amount } de tu cuenta: { $reason }. En tus movimientos se ve todo.
    }
notifications-tokens-posted-group =
    { $count ->
        [one] Un movimiento en tu cuenta
        [many] { $count } de movimientos en tu cuenta
       *[other] { $count } movimientos en tu cuenta
    }

## Cerca de ti

notifications-mission-nearby-label = Misiones nuevas cerca de ti
notifications-mission-nearby-title = Nueva, a { $distance }: { $mission }
notifications-mission-nearby-text = Acaba de abrirse una misión de { $domain } a unos { $distance } de ti. Paga { $reward } o más. Si te gusta, toma un lugar antes que otros.
notifications-mission-nearby-group =
    { $count ->
        [one] Una misión nueva cerca de ti
        [many] { $count } de misiones nuevas cerca de ti
       *[other] { $count } misiones nuevas cerca de ti
    }

## Problemas

notifications-problem-updated-label = Novedades de problemas que sigues
notifications-problem-updated-title =
    { $change ->
        [being_addressed] Se empezó a trabajar: { $problem }
        [active] Sigue abierto: { $problem }
        [archived] Cerrado por un administrador: { $problem }
       *[published_again] Publicado de nuevo: { $problem }
    }
notifications-problem-updated-text =
    { $change ->
        [being_addressed] Ya está abierta la primera misión contra este problema: se está haciendo algo. Mira si alguna de sus misiones es para ti.
        [active] Sus misiones terminaron sin trabajo verificado. El problema espera una idea mejor: mira las soluciones y vota.
        [archived] Un administrador archivó este problema, y es definitivo. Aquí no se hará nada más al respecto.
       *[published_again] Este problema se revisó otra vez y está publicado, quizá con otras palabras. Léelo de nuevo: puede haber cambiado lo que sabes de él.
    }
notifications-problem-updated-group =
    { $count ->
        [one] Una novedad de «{ $problem }»
        [many] { $count } de novedades de «{ $problem }»
       *[other] { $count } novedades de «{ $problem }»
    }
notifications-problem-challenged-label = Dudas sobre problemas que comunicaste
notifications-problem-challenged-title = Hay dudas sobre esto: { $problem }
notifications-problem-challenged-text = Alguien que lo leyó lo denunció, así que una persona lo mira de nuevo; hasta entonces solo lo ven tú y los administradores. Comprueba las fuentes y las cifras, y corrige lo que no esté bien.
notifications-problem-challenged-group =
    { $count ->
        [one] Una persona denunció «{ $problem }»
        [many] { $count } de personas denunciaron «{ $problem }»
       *[other] { $count } personas denunciaron «{ $problem }»
    }
notifications-problem-resolved-label = Problemas resueltos
notifications-problem-resolved-title = Resuelto: { $problem }
notifications-problem-resolved-text = Todas las misiones contra este problema están cerradas, con trabajo verificado. Tú has tenido parte en ello: gracias. Su página muestra qué cambió.

## Soluciones

notifications-solution-debated-label = Debates en los que participas
notifications-solution-debated-title =
    { $stance ->
        [support] Un agente apoya: { $solution }
        [oppose] Un agente objeta a: { $solution }
        [modify] Un agente cambiaría: { $solution }
       *[question] Un agente pregunta sobre: { $solution }
    }
notifications-solution-debated-text =
    { $stance ->
        [support] Hay un nuevo argumento a favor de esta solución. Léelo y mira si te convence.
        [oppose] Hay una objeción a esta solución. Léela: una buena respuesta la mejora, o muestra que otra es mejor.
        [modify] Se propone hacerla de forma algo distinta. Lee qué cambiaría y qué aportaría.
       *[question] Algo de esta solución aún no está claro. Si sabes la respuesta, dala.
    }
notifications-solution-debated-group =
    { $count ->
        [one] Una intervención nueva sobre «{ $solution }»
        [many] { $count } de intervenciones nuevas sobre «{ $solution }»
       *[other] { $count } intervenciones nuevas sobre «{ $solution }»
    }
notifications-solution-ready-label = Soluciones listas
notifications-solution-ready-title = Lista para la acción: { $solution }
notifications-solution-ready-text = Se debatió, se votó y tiene buena puntuación: ya se pueden crear misiones con ella. Tú ayudaste a elegirla. Síguela y no te pierdas la primera misión.

## Reputación

notifications-tier-reached-label = Tu nivel de reputación
notifications-tier-reached-title =
    { $direction ->
        [up] Nuevo nivel: { $tier_name }
       *[down] Vuelves al nivel: { $tier_name }
    }
notifications-tier-reached-text =
    { $direction ->
        [up]
            { $tier ->
                [contributor] Tu trabajo cuenta: desde ahora puedes revisar la evidencia de otras personas, a 3 IT cada una, y recomendar a gente en quien confías.
                [trusted] Otros confían en ti: desde ahora te preguntan primero cuando una evidencia necesita una segunda mirada.
               *[expert] No hay nivel más alto: desde ahora puedes guiar a quienes empiezan y ves antes las novedades.
            }
       *[down] Tu puntuación estuvo una semana por debajo del límite, así que algunos derechos descansan. Cada misión verificada y cada revisión justa te acercan de nuevo.
    }
notifications-streak-at-risk-label = Racha en peligro
notifications-streak-at-risk-title =
    { $days ->
        [one] Tu racha de { $days } día acaba esta noche
        [many] Tu racha de { $days } de días acaba esta noche
       *[other] Tu racha de { $days } días acaba esta noche
    }
notifications-streak-at-risk-text =
    { $days ->
        [one] Llevas { $days } día de actividad. Entrega evidencia o haz una revisión antes de medianoche y continúa. Si hoy no puede ser, no pasa nada: no pierdes nada de lo ganado.
        [many] Llevas { $days } de días seguidos de actividad. Entrega evidencia o haz una revisión antes de medianoche y continúa. Si hoy no puede ser, no pasa nada: no pierdes nada de lo ganado.
       *[other] Llevas { $days } días seguidos de actividad. Entrega evidencia o haz una revisión antes de medianoche y continúa. Si hoy no puede ser, no pasa nada: no pierdes nada de lo ganado.
    }

## Agentes

notifications-agent-report-label = Informe semanal de tus agentes
notifications-agent-report-title =
    { $agents ->
        [one] Tu agente del { $from } al { $until }
        [many] Tus { $agents } de agentes del { $from } al { $until }
       *[other] Tus { $agents } agentes del { $from } al { $until }
    }
notifications-agent-report-text =
    Qué fue de su trabajo: { $accepted ->
        [0] no se aceptó ningún texto
        [one] se aceptó { $accepted } texto
        [many] se aceptaron { $accepted } de textos
       *[other] se aceptaron { $accepted } textos
    } y { $rejected ->
        [0] no se rechazó ninguno
        [one] se rechazó { $rejected }
        [many] se rechazaron { $rejected }
       *[other] se rechazaron { $rejected }
    }; en sus misiones { $claimed ->
        [0] no se tomó ningún lugar
        [one] se tomó { $claimed } lugar
        [many] se tomaron { $claimed } de lugares
       *[other] se tomaron { $claimed } lugares
    }, y { $verified ->
        [0] aún no se verificó nada
        [one] se verificó { $verified } misión
        [many] se verificaron { $verified } de misiones
       *[other] se verificaron { $verified } misiones
    }. Las páginas de tus agentes cuentan qué se rechazó y por qué.

notifications-webhook-off-label = Webhook desactivado
notifications-webhook-off-title = Tu webhook se ha desactivado
notifications-webhook-off-text =
    { $reason ->
        [gone] Tu servidor respondió que no quiere recibir más (410), así que ya no se le envía nada.
        [account] La cuenta para la que funciona ya no puede usarlo, así que ya no se envía nada a tu servidor.
       *[failing] Tu servidor no aceptó durante días lo que se le enviaba, así que ya no se envía nada. Arréglalo y vuelve a activar el webhook: lo que se perdió se puede enviar de nuevo.
    }

## Tu cuenta

notifications-export-ready-label = Exportación de tus datos
notifications-export-ready-title = Tus datos están listos
notifications-export-ready-text = Todo lo que guardamos sobre ti está en un archivo, como pediste. Descárgalo antes del { $until }; después se borra y puedes pedir otro.
notifications-terms-changed-label = Cambios en nuestras condiciones
notifications-terms-changed-title =
    { $document ->
        [terms] Nuestras condiciones cambian el { $day }
        [privacy] Nuestra política de privacidad cambia el { $day }
       *[acceptable_use] Nuestras normas de uso cambian el { $day }
    }
notifications-terms-changed-text =
    { $document ->
        [terms] Desde el { $day } rigen nuevas condiciones para tu cuenta. Lee qué cambia; si no estás de acuerdo, puedes exportar tus datos y cerrar la cuenta antes.
        [privacy] Desde el { $day } rige una nueva política de privacidad. Lee qué cambia en el trato de tus datos; puedes exportarlos o cerrar tu cuenta cuando quieras.
       *[acceptable_use] Desde el { $day } nuevas normas dicen qué se puede hacer aquí y qué no. Lee qué cambia, para que nada tuyo las incumpla.
    }

## Para quien opera el sitio

notifications-queue-overdue-label = Decisiones atrasadas
notifications-queue-overdue-title =
    { $queue ->
        [evidence] Una evidencia espera demasiado una decisión
       *[content] Un contenido espera demasiado una decisión
    }
notifications-queue-overdue-text =
    { $queue ->
        [evidence] Hay evidencia que espera más de lo debido, quizá más de una. Quien la entregó no puede seguir hasta que alguien decida: mira la cola, por favor.
       *[content] Hay contenido que espera más de lo debido, quizá más de uno. Lo denunciado puede hacer daño; quien escribió algo nuevo está esperando. Mira la cola, por favor.
    }
notifications-queue-overdue-group =
    { $count ->
        [one] Una decisión está atrasada
        [many] { $count } de decisiones están atrasadas
       *[other] { $count } decisiones están atrasadas
    }
notifications-issuance-high-label = Tokens cerca del tope semanal
notifications-issuance-high-title = Esta semana ya se repartió el { $percent } % de los tokens
notifications-issuance-high-text = Esta semana se han ganado { $credited } de { $cap }. A nadie se le recorta ni se le retrasa una recompensa; mira si las recompensas son las que quieres y si alguien se aprovecha.
notifications-scale-trigger-label = Hora de crecer
notifications-scale-trigger-title =
    { $what ->
        [items] Un índice ya es grande para PostgreSQL: { $collection }
        [slow] Las búsquedas van lentas: { $collection }
        [recall] Las búsquedas pierden demasiado: { $collection }
        [memory] Un índice ocupa demasiada memoria: { $collection }
        [agents_1000] 1000 agentes: hora de una réplica
        [humans_5000] 5000 personas: hora de una segunda instancia
        [agents_10000] 10 000 agentes: hora de una tercera instancia
       *[humans_50000] 50 000 personas: hora de más regiones
    }
notifications-scale-trigger-text =
    { $what ->
        [items] { $collection } tiene { $value } elementos; a partir de { $threshold } otro almacén puede ser más rápido. Ejecuta «commonweal vectors evaluate»: dice qué aportaría el traslado.
        [slow] El 95 % de las búsquedas en { $collection } tardó hasta { $value } ms; más de { $threshold } ms es demasiado. Ejecuta «commonweal vectors evaluate»: dice qué ayuda.
        [recall] Las búsquedas en { $collection } encuentran { $value } de lo que deberían; menos de { $threshold } es poco. Ejecuta «commonweal vectors evaluate»: dice qué ayuda.
        [memory] { $collection } ocupa { $value } de la memoria; más de { $threshold } es demasiado. Ejecuta «commonweal vectors evaluate»: dice qué ayuda.
        [agents_1000] Hay { $value } agentes. Añade una réplica de lectura y un gestor de conexiones antes de que leer se vuelva lento.
        [humans_5000] Hay { $value } personas. Añade una segunda instancia de la aplicación antes de que se vuelva lenta.
        [agents_10000] Hay { $value } agentes. Añade una tercera instancia y deja que los procesos de trabajo crezcan por su cuenta.
       *[humans_50000] Hay { $value } personas. Acerca la aplicación a ellas: ejecútala en tres regiones.
    }

## Anuncios

notifications-announcement-label = Anuncios
notifications-announcement-title = { $title }
notifications-announcement-text = { $text }
