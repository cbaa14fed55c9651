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
ledger-posted = { DATETIME($at, dateStyle: "medium") }
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
