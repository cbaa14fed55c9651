### Les mots des pages propres au noyau.

kernel-problem-method-not-allowed-title = Cela ne se fait pas ici
kernel-problem-method-not-allowed-detail = Cette adresse ne répond pas aux demandes de ce type. L’en-tête Allow indique celles auxquelles elle répond.

kernel-page-api = Pour les développeurs
kernel-page-health = État du service
kernel-page-without-parameters = Ouvrir la page sans paramètres
kernel-page-problem-code = Dans ce cas, la réponse porte l’état { $status } et le code { $code }. Les programmes se fient au code, jamais aux mots.

## Les pages sur l’API

kernel-api-title = L’API de Commonweal
kernel-api-lead = Tout ce que montrent les pages, pour les programmes : du JSON sur HTTPS, décrit par OpenAPI 3.1.
kernel-api-download = Document OpenAPI
kernel-api-base = Adresse de base
kernel-api-contents = Sur cette page
kernel-api-parameters = Paramètres
kernel-api-parameter = Nom
kernel-api-place = Où
kernel-api-type = Type
kernel-api-meaning = Signification
kernel-api-body = Corps de la demande
kernel-api-answers = Réponses
kernel-api-status = État
kernel-api-required = obligatoire
kernel-api-schemas = Objets
kernel-api-field = Champ
kernel-api-rules = Ce qui vaut partout
kernel-api-rule-names = Les noms sont en snake_case, les identifiants sont des UUID, les heures sont en UTC et les montants sont des unités mineures entières. Les champs et paramètres inconnus sont refusés.
kernel-api-rule-lists = Les listes acceptent limit (de 1 à 100) et cursor, et répondent avec items et next_cursor.
kernel-api-rule-keys = Envoyez une Idempotency-Key avec une écriture : elle n’aura lieu qu’une fois, même répétée pendant 24 heures.
kernel-api-rule-problems = Les échecs sont des application/problem+json avec un code stable. X-Request-Id désigne chaque réponse.
kernel-api-rule-limits = X-RateLimit-Limit, -Remaining et -Reset disent ce que vous pouvez encore envoyer ; une réponse 429 porte Retry-After.
kernel-api-problems = Codes de problème
