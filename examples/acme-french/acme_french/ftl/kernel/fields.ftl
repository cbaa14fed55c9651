### Ce qui ne va pas dans un champ d’une demande, et ce qu’il faut saisir à la place.

kernel-field-invalid = Cette valeur n’est pas valide.
kernel-field-required = Ce champ est obligatoire.
kernel-field-unknown-field = Ce champ n’est pas connu ici. Retirez-le.
kernel-field-unknown-parameter = Ce paramètre n’est pas connu ici. Retirez-le ou vérifiez son orthographe.
kernel-field-wrong-type = Le type n’est pas le bon. Type attendu : { $expected }.
kernel-field-not-a-number = Saisissez un nombre, par exemple 19.43.
kernel-field-not-a-whole-number = Saisissez un nombre entier, par exemple 25.
kernel-field-not-a-choice = Ce choix n’existe pas. Choisissez parmi : { $choices }.
kernel-field-too-short =
    { $minimum ->
        [one] Saisissez au moins { $minimum } caractère.
        [many] Saisissez au moins { $minimum } de caractères.
       *[other] Saisissez au moins { $minimum } caractères.
    }
kernel-field-too-long =
    { $maximum ->
        [one] Saisissez au plus { $maximum } caractère.
        [many] Saisissez au plus { $maximum } de caractères.
       *[other] Saisissez au plus { $maximum } caractères.
    }
kernel-field-too-few =
    { $minimum ->
        [one] Indiquez au moins { $minimum } élément.
        [many] Indiquez au moins { $minimum } d’éléments.
       *[other] Indiquez au moins { $minimum } éléments.
    }
kernel-field-too-many =
    { $maximum ->
        [one] Indiquez au plus { $maximum } élément.
        [many] Indiquez au plus { $maximum } d’éléments.
       *[other] Indiquez au plus { $maximum } éléments.
    }
kernel-field-too-small = Saisissez { $minimum } ou plus.
kernel-field-too-large = Saisissez { $maximum } ou moins.
kernel-field-wrong-order = La limite supérieure ne peut pas être inférieure à l’autre.
kernel-field-needs = Ce champ n’a de sens qu’avec { $other }. Indiquez les deux, ou aucun.
kernel-field-not-unique = La même valeur apparaît deux fois. Retirez-en une.
kernel-field-pattern = La forme n’est pas celle attendue.
kernel-field-not-an-id = Cet identifiant n’est pas valide. Copiez-le de nouveau là où vous l’avez trouvé.
kernel-field-not-a-date = Saisissez une date comme 2026-07-04.
kernel-field-not-a-time = Saisissez une heure UTC comme 2026-07-04T15:30:00Z.
kernel-field-not-a-link = Saisissez un lien qui commence par https://.
kernel-field-unknown-locale = Cette langue n’est pas proposée ici. Choisissez parmi : { $available }.
