### Los movimientos de la cuenta.

ledger-statement = Movimientos
ledger-statement-lead = Cada ImpactToken que ganaste o gastaste, con el saldo que quedó.
ledger-statement-open = Ver los movimientos
ledger-balance = Saldo
ledger-balance-label = Tu saldo: { $amount }
ledger-earned = Total ganado
ledger-spent = Total gastado
ledger-held = Retenido
ledger-kinds = Qué movimientos mostrar
ledger-kind-all = Todos
ledger-kind-earned = Ganados
ledger-kind-spent = Gastados
ledger-column-what = Concepto
ledger-column-amount = Importe
ledger-column-balance = Saldo posterior
ledger-download = Descargar como CSV
ledger-empty = Todavía no hay nada
ledger-empty-hint = Ganas tus primeros tokens al terminar la orientación o una misión.

ledger-type-earn-orientation = Orientación terminada
ledger-type-earn-mission = Misión verificada
ledger-type-earn-peer-review = Revisión entre pares
ledger-type-earn-first-in-domain = Primera misión en un ámbito
ledger-type-earn-referral = Una persona que invitaste terminó una misión
ledger-type-spend-vote = Voto por una solución
ledger-type-spend-circle = Círculo abierto
ledger-type-spend-analytics = Análisis avanzado
ledger-type-spend-boost = Destacado
ledger-type-spend-priority-review = Revisión prioritaria
ledger-type-spend-featured = Publicación destacada
ledger-type-spend-investigation = Investigación solicitada
ledger-type-erase-burn = Cuenta eliminada
ledger-type-fund-pool = Fondo recargado
ledger-type-reversal = Corrección de un movimiento anterior

ledger-admin = Libro de cuentas
ledger-admin-issuance = Acreditado a las personas por semana
ledger-admin-cap = Una barra se llena al alcanzar el tope orientativo de una semana: { $cap }.
ledger-admin-alert = Esta semana alcanzó el { $percent } % del tope orientativo. A nadie se le recorta su recompensa.
ledger-admin-week = Semana del { $week }
ledger-admin-share = { $credited } ({ $percent } %)
ledger-admin-audit = Verificación de las cuentas
ledger-admin-looked-at = Recalculado el { $at } a partir de { $postings } asientos.
ledger-admin-issued = Total emitido
ledger-admin-burnt = Total gastado
ledger-admin-differences =
    { $count ->
        [one] { $count } diferencia
        [many] { $count } de diferencias
       *[other] { $count } diferencias
    }
ledger-admin-differences-hint = Nada se corrige por sí solo. Ejecuta «commonweal ledger verify» para ver el informe completo.
ledger-admin-in-order = Todo cuadra.
ledger-admin-again = Recalcular ahora
ledger-admin-not-yet = Todavía no se han verificado. La primera verificación llega dentro de una hora.
ledger-flash-audit-asked = Se están recalculando las cuentas. Vuelve a cargar esta página en un momento.
ledger-rule-transaction-sum = Una transacción no suma cero
ledger-rule-total = La suma de todos los saldos no es cero
ledger-rule-balance = Un saldo no coincide con sus asientos
ledger-rule-running-balance = Un saldo corrido es incorrecto
ledger-rule-between-humans = Se movieron tokens entre personas
ledger-rule-negative = Una cuenta está en negativo
ledger-rule-holds = Las reservas no coinciden con lo retenido en su cuenta
ledger-rule-paid-twice = Una ganancia se pagó dos veces

ledger-invite = Invitar a personas
ledger-invite-lead = Cuando se verifica la primera misión de alguien a quien invitaste, ganas { $reward }. Esa persona no pierde nada.
ledger-invite-link = Tu enlace
ledger-invite-link-hint = Quien se registra después de seguirlo cuenta como persona invitada por ti.
ledger-invite-subject = Únete a Commonweal
ledger-invite-body = En Commonweal hago pequeñas misiones cerca de casa que ayudan y se pueden comprobar. Únete:
ledger-invite-mail = Enviar por correo
ledger-invite-joined = Se unieron
ledger-invite-rewarded = Con una misión verificada
ledger-invite-earned = Ganado por invitar
