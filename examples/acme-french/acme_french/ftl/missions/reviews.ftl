## Évaluations par des pairs, et décisions à la main

missions-reviews = Évaluations
missions-reviews-lead = Jugez ce que des inconnus ont remis. Chaque évaluation rapporte 3 IT, quel que soit votre verdict.
missions-reviews-waiting = En attente de vous
missions-reviews-given = Données
missions-reviews-none = Rien ne vous attend
missions-reviews-none-hint = On vous sollicite dès que vous êtes de niveau Contributeur et que votre profil indique que vous acceptez des évaluations.
missions-reviews-profile = Ouvrir votre profil
missions-review-asked = Nouvelle
missions-review-opened = Commencée
missions-review-given = Donnée
missions-review-timed-out = Trop tard
missions-review-withdrawn = Retirée
missions-review-due = Jusqu’au { $at } ({ $ago })
missions-review-asked-for = Ce qui était demandé
missions-review-evidence = Ce qui a été remis
missions-review-captured = Pris le { $at }
missions-review-open = Regarder les preuves
missions-review-open-lead = Prenez votre temps : vous pourrez donner votre verdict { $seconds } secondes après l’ouverture. Vous n’apprenez pas de qui il s’agit, et cette personne n’apprend pas qui vous êtes.
missions-review-verdict = Verdict
missions-review-verdict-lead = Il est définitif. Regardez au moins { $seconds } secondes.
missions-review-shows = Voit-on que le travail a été fait ?
missions-review-approve = Oui, j’approuve
missions-review-reject = Non, je refuse
missions-review-confidence = Quel est votre degré de certitude ?
missions-review-sure-1 = Plutôt certain
missions-review-sure-2 = Certain
missions-review-sure-3 = Absolument certain
missions-review-reasoning = Pourquoi
missions-review-reasoning-hint = Au moins 20 caractères. La personne le lit, sans votre nom.
missions-review-send = Donner le verdict
missions-review-yours = Votre verdict
missions-review-outcome-verified = C’est validé.
missions-review-outcome-rejected = C’est refusé.
missions-review-flash-given = Merci. Votre verdict est compté.
missions-review-over = Cette évaluation est close : elle a été donnée, son temps est écoulé, ou la décision est prise.
missions-review-not-a-stranger = Vous avez un lien avec cette personne ; quelqu’un d’autre doit donc en juger.
missions-review-enough = Vous avez donné autant d’évaluations que possible en 24 heures.
missions-review-too-early = Regardez encore un peu : { $seconds } secondes de plus.
missions-decisions = Preuves
missions-decisions-lead = Les recours, et les preuves pour lesquelles il manque des évaluateurs. Ce qui presse vient en premier.
missions-decisions-waiting =
    { $count ->
        [0] Rien n’attend.
        [one] { $count } dossier attend une décision.
        [many] { $count } de dossiers attendent une décision.
       *[other] { $count } dossiers attendent une décision.
    }
missions-decisions-overdue =
    { $count ->
        [one] { $count } dossier attend depuis plus d’un jour.
        [many] { $count } de dossiers attendent depuis plus d’un jour.
       *[other] { $count } dossiers attendent depuis plus d’un jour.
    }
missions-decisions-none = Rien n’attend de décision
missions-decision-appealed = Recours
missions-decision-admin-review = Il manque des évaluateurs, ou le dossier est pris
missions-decision-overdue = En retard
missions-decision-taken = Tenu par un autre administrateur
missions-decision-take = Le prendre
missions-decision-take-hint = Il vous est réservé pendant 30 minutes.
missions-decision-title = Décider
missions-decision-lead = C’est définitif, consigné et versé aussitôt.
missions-decision-verify = Valider
missions-decision-reject = Refuser
missions-decision-notes = Pourquoi
missions-decision-notes-hint = La personne le lit.
missions-decision-send = Décider
missions-decision-flash = C’est décidé.
missions-decision-over = Ce n’est pas à vous d’en décider maintenant : c’est déjà décidé, ou chez d’autres.
missions-decision-held = Un autre administrateur le tient, au plus 30 minutes.
missions-decision-partial = Vous y avez pris part ; c’est donc quelqu’un d’autre qui décide.
missions-appeal-yours-admin = Recours
missions-partner-evidence = Preuves pour vos missions
missions-partner-evidence-lead = Les propriétaires et les vérificateurs peuvent donner leur verdict avant les pairs ; le versement est le même.
missions-partner-none = Rien n’a encore été remis
