### What is wrong with one field of a request, and what to enter instead.

kernel-field-invalid = This value is not valid.
kernel-field-required = This is required.
kernel-field-unknown-field = This field is not known here. Remove it.
kernel-field-unknown-parameter = This parameter is not known here. Remove it, or check its spelling.
kernel-field-wrong-type = This has the wrong type. Expected: { $expected }.
kernel-field-not-a-number = Enter a number, such as 19.43.
kernel-field-not-a-whole-number = Enter a whole number, such as 25.
kernel-field-not-a-choice = This is not one of the choices. Use one of: { $choices }.
kernel-field-too-short =
    { $minimum ->
        [one] Enter at least { $minimum } character.
       *[other] Enter at least { $minimum } characters.
    }
kernel-field-too-long =
    { $maximum ->
        [one] Enter at most { $maximum } character.
       *[other] Enter at most { $maximum } characters.
    }
kernel-field-too-few =
    { $minimum ->
        [one] Give at least { $minimum } entry.
       *[other] Give at least { $minimum } entries.
    }
kernel-field-too-many =
    { $maximum ->
        [one] Give at most { $maximum } entry.
       *[other] Give at most { $maximum } entries.
    }
kernel-field-too-small = Enter { $minimum } or more.
kernel-field-too-large = Enter { $maximum } or less.
kernel-field-wrong-order = The upper limit must not be below the lower one.
kernel-field-needs = This only makes sense together with { $other }. Give both or neither.
kernel-field-not-unique = The same value appears twice. Remove one.
kernel-field-pattern = This does not have the expected form.
kernel-field-not-an-id = This is not a valid id. Copy it again from where you found it.
kernel-field-not-a-date = Enter a date such as 2026-07-04.
kernel-field-not-a-time = Enter a time in UTC such as 2026-07-04T15:30:00Z.
kernel-field-not-a-link = Enter a link that begins with https://.
kernel-field-unknown-locale = There is no such language here. Use one of: { $available }.
