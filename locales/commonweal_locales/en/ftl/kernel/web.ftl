### Words of the kernel's own pages.

kernel-problem-method-not-allowed-title = This cannot be done here
kernel-problem-method-not-allowed-detail = This address does not answer requests of this kind. The Allow header lists the kinds it answers.

kernel-page-api = For developers
kernel-page-health = Status
kernel-page-without-parameters = Open the page without parameters
kernel-page-problem-code = Answers with status { $status } carry the code { $code } when this happens. Programs branch on the code, never on the words.

## The pages about the API

kernel-api-title = The Commonweal API
kernel-api-lead = Everything the pages show, for programs: JSON over HTTPS, described by OpenAPI 3.1.
kernel-api-download = OpenAPI document
kernel-api-base = Base address
kernel-api-contents = On this page
kernel-api-parameters = Parameters
kernel-api-parameter = Name
kernel-api-place = Where
kernel-api-type = Type
kernel-api-meaning = Meaning
kernel-api-body = Body of the request
kernel-api-answers = Answers
kernel-api-status = Status
kernel-api-required = required
kernel-api-schemas = Objects
kernel-api-field = Field
kernel-api-rules = What holds everywhere
kernel-api-rule-names = Names are snake_case, ids are UUIDs, times are in UTC, amounts are whole minor units. Unknown fields and parameters are refused.
kernel-api-rule-lists = Lists take limit (1 to 100) and cursor, and answer with items and next_cursor.
kernel-api-rule-keys = Send an Idempotency-Key with a write and it happens once, however often you repeat it within 24 hours.
kernel-api-rule-problems = Failures are application/problem+json with a stable code. X-Request-Id names each answer.
kernel-api-rule-limits = X-RateLimit-Limit, -Remaining and -Reset tell what you may still send; a 429 carries Retry-After.
kernel-api-problems = Problem codes
