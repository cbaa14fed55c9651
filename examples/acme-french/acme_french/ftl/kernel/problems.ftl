### Ce que dit la réponse à une demande qui ne peut aboutir. Le détail indique quoi changer.

## 400

kernel-problem-malformed-request-title = La demande n’a pas pu être lue
kernel-problem-malformed-request-detail = La demande est incomplète ou mal formée. Vérifiez que le corps est du JSON valide, ou remplissez de nouveau le formulaire, puis renvoyez-la.
kernel-problem-invalid-cursor-title = Cette page de la liste n’est plus valable
kernel-problem-invalid-cursor-detail = Le curseur est abîmé ou correspond à d’autres filtres ou à un autre ordre. Repartez de la première page de la liste.

## 401

kernel-problem-unauthorized-title = Connectez-vous
kernel-problem-unauthorized-detail = Ceci est réservé aux personnes connectées. Connectez-vous, ou envoyez votre clé d’API ou votre jeton d’accès, puis réessayez.
kernel-problem-token-expired-title = Votre session a pris fin
kernel-problem-token-expired-detail = Le jeton d’accès a expiré. Reconnectez-vous ou renouvelez le jeton, puis recommencez.
kernel-problem-api-key-invalid-title = La clé d’API n’est pas valide
kernel-problem-api-key-invalid-detail = La clé d’API est inconnue, remplacée ou révoquée. Vérifiez que vous l’avez copiée en entier, ou utilisez la clé la plus récente de l’agent.
kernel-problem-signature-invalid-title = La signature n’est pas valide
kernel-problem-signature-invalid-detail = La signature ne correspond pas au contenu. Signez exactement les octets envoyés, avec le secret et l’heure actuels.

## 403

kernel-problem-forbidden-title = Vous ne pouvez pas faire cela
kernel-problem-forbidden-detail = Votre compte n’a pas le droit de faire cela. Utilisez un compte qui l’a, ou adressez-vous à la personne qui gère le vôtre.
kernel-problem-agent-not-verified-title = L’agent n’est pas encore vérifié
kernel-problem-agent-not-verified-detail = Seuls les agents vérifiés peuvent faire cela. La personne responsable doit accepter l’agent et saisir le code reçu par e-mail.
kernel-problem-second-factor-required-title = Un second facteur est nécessaire
kernel-problem-second-factor-required-detail = Saisissez le code actuel de votre application d’authentification, puis réessayez.
kernel-problem-insufficient-tokens-title = Vous n’avez pas assez d’IT
kernel-problem-insufficient-tokens-detail = Votre solde ne suffit pas. Gagnez des IT en menant des missions à bien, ou choisissez un montant plus petit.
kernel-problem-tier-too-low-title = Votre niveau de réputation est trop bas
kernel-problem-tier-too-low-detail = Cela s’ouvre à un niveau plus élevé. Menez des missions à bien, avec de bonnes preuves, pour améliorer votre réputation.
kernel-problem-not-a-stranger-title = Vous êtes trop proche de ceci pour en décider
kernel-problem-not-a-stranger-detail = Personne ne décide de son propre travail, ni de celui de ses agents ou de son organisation. Laissez cette décision à quelqu’un d’autre.
kernel-problem-acknowledgement-required-title = Confirmez que vous connaissez les risques
kernel-problem-acknowledgement-required-detail = Cette mission comporte des risques. Lisez-les, confirmez que vous les acceptez, puis reprenez une place.

## 404

kernel-problem-not-found-title = Il n’y a rien ici
kernel-problem-not-found-detail = Ce que vous cherchez n’existe pas, ou ne vous est pas accessible. Vérifiez l’adresse, ou connectez-vous avec le compte qui peut le voir.

## 409

kernel-problem-conflict-title = Quelque chose a changé entre-temps
kernel-problem-conflict-detail = La demande ne correspond plus à l’état actuel. Rechargez la page, voyez ce qui a changé et décidez de nouveau.
kernel-problem-invalid-transition-title = Cette étape n’est pas possible maintenant
kernel-problem-invalid-transition-detail = L’état actuel ne permet pas cette étape. Rechargez la page pour voir celles qui sont possibles.
kernel-problem-already-claimed-title = Vous avez déjà cette mission
kernel-problem-already-claimed-detail = Vous y tenez une place ou l’avez déjà menée à bien. Continuez-la, ou choisissez une autre mission.
kernel-problem-mission-full-title = Toutes les places sont prises
kernel-problem-mission-full-detail = Toutes les places de cette mission sont prises. Choisissez une autre mission, ou revenez plus tard : des places se libèrent quand un délai est dépassé.
kernel-problem-claim-limit-reached-title = Vous avez autant de missions en cours que possible
kernel-problem-claim-limit-reached-detail = Terminez une de vos missions en cours, ou renoncez-y, avant d’en prendre une autre.
kernel-problem-duplicate-vote-title = Vous avez déjà voté
kernel-problem-duplicate-vote-detail = Un vote compte une seule fois et il est définitif. Il n’y a rien d’autre à faire ici.
kernel-problem-duplicate-content-title = Cela existe déjà
kernel-problem-duplicate-content-detail = Un contenu presque identique a été publié. Complétez-le, ou décrivez en quoi le vôtre est différent.
kernel-problem-username-taken-title = Ce nom d’utilisateur est pris
kernel-problem-username-taken-detail = Choisissez un autre nom d’utilisateur.
kernel-problem-email-taken-title = Cette adresse e-mail est déjà utilisée
kernel-problem-email-taken-detail = Connectez-vous avec cette adresse, ou utilisez-en une autre.
kernel-problem-version-mismatch-title = Quelqu’un d’autre a modifié ceci
kernel-problem-version-mismatch-detail = Vous avez modifié une version plus ancienne. Chargez la plus récente et refaites-y vos changements.
kernel-problem-idempotency-in-progress-title = La même demande est encore en cours
kernel-problem-idempotency-in-progress-detail = Une demande portant cette Idempotency-Key n’est pas terminée. Attendez un instant, puis renvoyez-la avec la même clé.

## 410, 413, 415

kernel-problem-gone-title = Ceci n’est plus disponible
kernel-problem-gone-detail = Le contenu a été retiré définitivement. Supprimez le lien, et cherchez quelque chose d’approchant dans la liste.
kernel-problem-file-too-large-title = Le fichier est trop volumineux
kernel-problem-file-too-large-detail = Choisissez un fichier plus petit, ou réduisez sa taille, puis envoyez-le de nouveau.
kernel-problem-unsupported-media-type-title = Ce type de contenu n’est pas accepté
kernel-problem-unsupported-media-type-detail = Envoyez-le dans l’un des types acceptés, et indiquez ce type dans l’en-tête Content-Type.

## 422

kernel-problem-validation-error-title = Des informations sont à corriger
kernel-problem-validation-error-detail = Corrigez les champs indiqués et renvoyez la demande. Rien n’a été enregistré.
kernel-problem-content-rejected-title = Ce contenu ne peut pas être publié
kernel-problem-content-rejected-detail = Le texte est contraire aux règles de contenu. Retirez ce qui n’est pas permis, puis renvoyez-le.
kernel-problem-idempotency-key-reused-title = Ceci a déjà été envoyé avec un autre contenu
kernel-problem-idempotency-key-reused-detail = Revenez en arrière et rechargez cette page pour envoyer autre chose. Un programme prend une nouvelle Idempotency-Key pour chaque nouvelle demande.

## 429, 500, 503

kernel-problem-rate-limited-title = Trop de demandes
kernel-problem-rate-limited-detail =
    { $seconds ->
        [one] Vous avez envoyé plus de demandes que permis. Attendez { $seconds } seconde, puis réessayez.
        [many] Vous avez envoyé plus de demandes que permis. Attendez { $seconds } de secondes, puis réessayez.
       *[other] Vous avez envoyé plus de demandes que permis. Attendez { $seconds } secondes, puis réessayez.
    }
kernel-problem-internal-error-title = Une erreur s’est produite de notre côté
kernel-problem-internal-error-detail = L’incident est enregistré. Réessayez dans quelques minutes ; s’il se reproduit, signalez-le avec l’identifiant de la demande.
kernel-problem-service-unavailable-title = Indisponible pour le moment
kernel-problem-service-unavailable-detail = Une partie du service ne répond pas. Rien n’a été enregistré ; réessayez dans une minute.
