## Les fichiers de preuve : pourquoi l’un d’eux est refusé

missions-file-kind = Ce n’est pas un JPEG, PNG, HEIC, PDF, MP4 ni MOV. Quel que soit leur nom, les fichiers sont reconnus à leur contenu.
missions-file-broken = Ce fichier est abîmé ou incomplet. Enregistrez-le ou refaites-le.
missions-file-pixels = Cette image a plus de { $most } millions de pixels. Réduisez-la.
missions-file-two-things = Ce fichier contient aussi autre chose, comme une page ou une archive. Envoyez l’image, la vidéo ou le document seul.
missions-file-locked = Ce PDF est chiffré. Enregistrez-le sans mot de passe.
missions-file-pages = Ce PDF a plus de { $most } pages. N’envoyez que celles qui montrent le travail.
missions-file-large = Ce fichier dépasse { $most } Mo. Réduisez-le, ou envoyez-en une partie.
missions-file-empty = Ce fichier est vide.
missions-file-count =
    { $most ->
        [one] Pas plus de { $most } fichier. Retirez-le d’abord.
        [many] Pas plus de { $most } de fichiers. Retirez-en un d’abord.
       *[other] Pas plus de { $most } fichiers. Retirez-en un d’abord.
    }
missions-file-volume = Vous avez envoyé { $most } Mo en 24 heures. Vous pourrez continuer demain.
missions-file-serves-photo = Une photo est demandée ici : JPEG, PNG ou HEIC.
missions-file-serves-video = Une vidéo est demandée ici : MP4 ou MOV.
missions-file-serves-document = Un document est demandé ici : un PDF, ou une photo du document.
missions-file-serves-text-report = Un compte rendu est demandé ici : écrivez-le ci-dessous, ou envoyez-le en PDF ou en photo.

## Remettre ses preuves

missions-hand-in = Remettre vos preuves
missions-hand-in-lead = Jusqu’à { $files } fichiers de { $megabytes } Mo au plus chacun. Les évaluateurs voient des copies qui ne disent rien de votre téléphone ni de vous.
missions-hand-in-number = { $number }. { $kind }
missions-hand-in-camera-photo = Prendre une photo
missions-hand-in-camera-video = Filmer une vidéo
missions-hand-in-choose = Choisir des fichiers
missions-hand-in-choose-hint-photo = JPEG, PNG ou HEIC
missions-hand-in-choose-hint-video = MP4 ou MOV
missions-hand-in-choose-hint-document = PDF, JPEG, PNG ou HEIC
missions-hand-in-choose-hint-text-report = Écrivez votre compte rendu ci-dessous, ou choisissez-en un PDF ou une photo.
missions-hand-in-moment = Le lieu est montré
missions-hand-in-moment-none = à n’importe quel moment
missions-hand-in-moment-before = avant le travail
missions-hand-in-moment-after = après le travail
missions-hand-in-moment-is-before = Avant le travail
missions-hand-in-moment-is-after = Après le travail
missions-hand-in-files = Fichiers pour « { $item } »
missions-hand-in-text = Ce que vous avez fait et vu
missions-hand-in-text-hint = Avec vos propres mots, dans la langue de votre choix. Ne nommez personne.
missions-hand-in-where = Où c’était
missions-hand-in-where-hint = Laissez vide si vos photos savent où elles ont été prises.
missions-hand-in-where-use = Utiliser ma position
missions-hand-in-where-found = Votre position a été saisie.
missions-hand-in-where-failed = Votre position n’a pas pu être déterminée. Vous pouvez la saisir à la main.
missions-hand-in-latitude = Latitude
missions-hand-in-longitude = Longitude
missions-hand-in-when = Quand c’était
missions-hand-in-when-hint = Laissez vide si vos photos savent quand elles ont été prises. L’heure est celle de votre fuseau horaire.
missions-hand-in-upload = Envoyer sans remettre
missions-hand-in-send = Remettre
missions-hand-in-send-hint = Ensuite, rien ne peut être modifié jusqu’au verdict.
missions-hand-in-nothing = Ajoutez d’abord un fichier. Seules les missions qui ne demandent qu’un compte rendu s’en passent.
missions-hand-in-wait = Attendez que vos fichiers soient envoyés, ou annulez leur envoi.
missions-hand-in-remove = Retirer
missions-hand-in-remove-file = Retirer { $name }
missions-hand-in-cancel = Annuler
missions-hand-in-cancel-file = Annuler l’envoi de { $name }
missions-hand-in-retry = Réessayer
missions-hand-in-retry-file = Renvoyer { $name }
missions-hand-in-dismiss = Laisser de côté
missions-hand-in-dismiss-file = Laisser { $name } de côté
missions-hand-in-progress = Envoi de { $name }
missions-hand-in-started = L’envoi de { $name } a commencé.
missions-hand-in-done = { $name } est envoyé.
missions-hand-in-removed = { $name } a été retiré.
missions-hand-in-cancelled = L’envoi de { $name } a été annulé.
missions-hand-in-failed = { $name } n’a pas pu être envoyé.
missions-hand-in-offline = Il n’y a pas de connexion. Réessayez dans un instant.
missions-flash-handed-in = C’est remis. Vous verrez le verdict ici.
missions-flash-uploaded = Envoyé.
missions-flash-removed = Retiré.
missions-flash-appealed = Votre recours est déposé.

## Ce que cela a donné

missions-attempt = Ce que cela a donné
missions-attempt-number = Essai { $number }
missions-attempt-earlier = Essais précédents
missions-attempt-pending = En attente du contrôle
missions-attempt-checking = Contrôle en cours
missions-attempt-peer-review = Chez les évaluateurs
missions-attempt-admin-review = Chez un administrateur
missions-attempt-verified = Validé
missions-attempt-rejected = Refusé
missions-attempt-appealed = Le recours attend un administrateur
missions-attempt-step-handed-in = Remis
missions-attempt-step-check = Contrôle automatique
missions-attempt-step-check-waits = Le lieu, l’heure et l’originalité sont examinés. Cela prend un instant.
missions-attempt-step-check-score = { $score } sur 100
missions-attempt-step-check-failed = Il n’a pas répondu ; ce sont donc des personnes qui décident.
missions-attempt-step-peers = Évaluateurs
missions-attempt-step-peers-count =
    { $asked ->
        [0] On cherche des personnes sans lien avec vous qui puissent en juger.
       *[other] Réponses reçues : { $given } sur { $asked }. Chacun a 48 heures.
    }
missions-attempt-step-peers-given =
    { $given ->
        [one] { $given } réponse reçue.
        [many] { $given } de réponses reçues.
       *[other] { $given } réponses reçues.
    }
missions-attempt-step-partner = L’organisation à qui appartient la mission
missions-attempt-step-admin = Un administrateur
missions-attempt-step-admin-waits = Un administrateur décide, le plus souvent en moins de 24 heures.
missions-attempt-step-appeal = Votre recours
missions-attempt-step-appeal-due = Un administrateur qui n’y a pas pris part décide avant le { $at }.
missions-attempt-step-verdict = Verdict
missions-attempt-reasons = Pourquoi c’est refusé
missions-attempt-reasons-lowered = Ce qui a fait baisser la note
missions-attempt-reason-place = L’image n’a pas été prise assez près du lieu de la mission, ou aucune position n’est connue.
missions-attempt-reason-time = L’image n’a pas été prise entre la prise de la place et la remise, ou l’heure n’est pas connue.
missions-attempt-reason-originality = Une image ressemble beaucoup à celle que quelqu’un d’autre a remise.
missions-attempt-reason-identical-image = Une image est la même que celle que quelqu’un d’autre a remise.
missions-attempt-reason-missing-item = Il manque quelque chose d’obligatoire.
missions-attempt-reason-far-away = L’image a été prise loin du lieu de la mission.
missions-attempt-reason-pair-apart = Les images d’avant et d’après sont à plus de 50 mètres l’une de l’autre.
missions-attempt-reason-pair-unchanged = Les images d’avant et d’après se ressemblent.
missions-attempt-reason-other = Le contrôle a trouvé autre chose qui s’y oppose.
missions-attempt-peers-said = Ce qu’ont dit les évaluateurs
missions-attempt-peer-approve = Approuvé
missions-attempt-peer-reject = Refusé
missions-attempt-notes-partner = Ce qu’a dit l’organisation
missions-attempt-notes-admin = Ce qu’a dit l’administrateur
missions-attempt-again = Vous pouvez réessayer jusqu’au { $at }.
missions-attempt-again-link = Réessayer
missions-attempt-files = Ce que vous avez remis
missions-attempt-metres = à { $distance } du lieu de la mission
missions-attempt-reward = Comment votre récompense est calculée
missions-attempt-reward-base = Récompense de la mission
missions-attempt-reward-automatic = Bon contrôle automatique
missions-attempt-reward-peers = Approuvé par les évaluateurs
missions-attempt-reward-quality = Grande qualité
missions-attempt-reward-streak = Votre série
missions-attempt-reward-times = × { $multiplier }
missions-attempt-reward-plus = + { $percent }
missions-attempt-reward-paid = Versé
missions-attempt-reward-first = Première mission validée pour cette cause
missions-attempt-reward-statement = Voir votre relevé

## Recours

missions-appeal = Pensez-vous que c’est une erreur ?
missions-appeal-lead = Vous pouvez faire un seul recours. Un administrateur qui n’y a pas pris part réexamine tout en moins de 24 heures ; entre-temps, aucun délai ne court.
missions-appeal-reason = Pourquoi le refus est une erreur
missions-appeal-send = Faire un recours
missions-appeal-yours = Votre recours
missions-appeal-upheld = L’administrateur vous a donné raison.
missions-appeal-not-upheld = L’administrateur a confirmé le refus. C’est définitif ; vous pouvez encore remettre autre chose.
missions-appeal-again = Vous avez déjà fait un recours à ce sujet.
missions-appeal-later = Vous avez fait { $most } recours en 24 heures. Réessayez demain.

## Les fichiers tels que les autres les voient

missions-evidence-file-number = Fichier { $number }
missions-evidence-file = Fichier
missions-evidence-copying = Une copie sans métadonnées est en préparation.
missions-evidence-nothing = Rien n’a été remis pour ce point.
