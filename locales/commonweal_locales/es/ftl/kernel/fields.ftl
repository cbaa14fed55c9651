### Qué está mal en un campo de una solicitud y qué ingresar en su lugar.

kernel-field-invalid = Este valor no es válido.
kernel-field-required = Este dato es obligatorio.
kernel-field-unknown-field = Este campo no se conoce aquí. Quítalo.
kernel-field-unknown-parameter = Este parámetro no se conoce aquí. Quítalo o revisa cómo está escrito.
kernel-field-wrong-type = El tipo no es correcto. Se esperaba: { $expected }.
kernel-field-not-a-number = Escribe un número, por ejemplo 19.43.
kernel-field-not-a-whole-number = Escribe un número entero, por ejemplo 25.
kernel-field-not-a-choice = No es una de las opciones. Usa una de estas: { $choices }.
kernel-field-too-short =
    { $minimum ->
        [one] Ingresa al menos { $minimum } carácter.
        [many] Ingresa al menos { $minimum } de caracteres.
       *[other] Ingresa al menos { $minimum } caracteres.
    }
kernel-field-too-long =
    { $maximum ->
        [one] Ingresa como máximo { $maximum } carácter.
        [many] Ingresa como máximo { $maximum } de caracteres.
       *[other] Ingresa como máximo { $maximum } caracteres.
    }
kernel-field-too-few =
    { $minimum ->
        [one] Indica al menos { $minimum } elemento.
        [many] Indica al menos { $minimum } de elementos.
       *[other] Indica al menos { $minimum } elementos.
    }
kernel-field-too-many =
    { $maximum ->
        [one] Indica como máximo { $maximum } elemento.
        [many] Indica como máximo { $maximum } de elementos.
       *[other] Indica como máximo { $maximum } elementos.
    }
kernel-field-too-small = Ingresa { $minimum } o más.
kernel-field-too-large = Ingresa { $maximum } o menos.
kernel-field-wrong-order = El límite superior no puede ser menor que el inferior.
kernel-field-needs = Esto solo tiene sentido junto con { $other }. Indica ambos o ninguno.
kernel-field-not-unique = El mismo valor aparece dos veces. Quita uno.
kernel-field-pattern = No tiene la forma esperada.
kernel-field-not-an-id = No es un identificador válido. Cópialo otra vez de donde lo encontraste.
kernel-field-not-a-date = Ingresa una fecha como 2026-07-04.
kernel-field-not-a-time = Ingresa una hora en UTC como 2026-07-04T15:30:00Z.
kernel-field-not-a-link = Ingresa un enlace que comience con https://.
kernel-field-unknown-locale = Ese idioma no está disponible aquí. Usa uno de estos: { $available }.
