### Le marché des missions : liste, carte, page d’une mission et page d’accueil.

missions-navigation = Missions

## La liste

missions-market-title = Missions
missions-market-lead = De petits travaux bien réels, décrits pas à pas. Choisissez-en un que vous pouvez faire, là où vous êtes.
missions-count =
    { $count ->
        [0] Aucune mission ouverte
        [one] { $count } mission ouverte
        [many] { $count } de missions ouvertes
       *[other] { $count } missions ouvertes
    }
missions-count-capped = Plus de { $count } missions ouvertes
missions-sort-newest = Plus récentes
missions-sort-reward = Meilleure récompense
missions-sort-distance = Plus proches
missions-active-filters = Filtres actifs
missions-anywhere = Peut se faire n’importe où
missions-anywhere-detail = Une connexion et un peu de temps suffisent.
missions-place-in-city = { $place }, { $city }
missions-place-in-country = { $place }, { $country }
missions-place-unnamed = Lieu sur la carte
missions-slots-left =
    { $left ->
        [0] Plus aucune place
        [one] { $left } place libre sur { $total }
        [many] { $left } de places libres sur { $total }
       *[other] { $left } places libres sur { $total }
    }
missions-slots-taken = Places prises : { $taken } sur { $total }
missions-origin-in = En { $language }
missions-origin-machine = Traduction automatique
missions-origin-stale = Traduction plus ancienne

## Le formulaire des filtres

missions-filter-words = Chercher une mission
missions-filter-words-example = Eau, école, entretien…
missions-filter-where = Où
missions-filter-place = Lieu
missions-filter-locate = Utiliser ma position
missions-filter-locate-failed = Votre position n’a pas pu être lue. Choisissez une ville ou saisissez des coordonnées.
missions-filter-radius = À moins de
missions-filter-coordinates = Saisir des coordonnées
missions-filter-latitude = Latitude
missions-filter-longitude = Longitude
missions-filter-domain = Cause
missions-filter-difficulty = Difficulté
missions-filter-reward = Récompense en IT
missions-filter-reward-min = De
missions-filter-reward-max = À
missions-filter-more = Plus de filtres
missions-filter-type = Type de travail
missions-filter-skill = Compétence
missions-filter-risk = Risque
missions-filter-language = Disponible en
missions-filter-language-hint = La langue dans laquelle la mission est écrite ou traduite.
missions-place-anywhere = N’importe où
missions-place-here = Le point choisi ci-dessous

## Filtres actifs

missions-chip-words = « { $words } »
missions-chip-city = À moins de { $distance } de { $city }
missions-chip-point = À moins de { $distance } du point choisi
missions-chip-reward-min = À partir de { $amount }
missions-chip-reward-max = Jusqu’à { $amount }
missions-chip-language = Disponible en { $language }
missions-chip-remove = – retirer ce filtre
missions-filters-active =
    { $count ->
        [one] { $count } actif
        [many] { $count } d’actifs
       *[other] { $count } actifs
    }
missions-filters-show =
    { $count ->
        [0] Aucune mission à afficher
        [one] Afficher { $count } mission
        [many] Afficher { $count } de missions
       *[other] Afficher { $count } missions
    }

## Rien trouvé, ou quelque chose à corriger

missions-empty-title = Aucune mission ouverte ne correspond
missions-empty-advice = De nouvelles missions arrivent chaque jour. D’ici là, élargissez la recherche :
missions-empty-wider = À moins de { $distance }
missions-empty-without = Sans : { $filter }
missions-empty-all = Afficher toutes les missions
missions-results-wrong = Corrigez d’abord les filtres
missions-results-wrong-advice = Ce qui est à changer est indiqué dans le formulaire.
missions-error = { $field } : { $error }
missions-error-choice = Choisissez dans la liste.

## La carte

missions-map-label = Carte des missions de la liste. Chaque cercle mène aux missions des environs.
missions-map-skip = Passer la carte
missions-map-circle =
    { $count ->
        [one] { $count } mission autour de { $place }
        [many] { $count } de missions autour de { $place }
       *[other] { $count } missions autour de { $place }
    }
missions-map-circle-unnamed =
    { $count ->
        [one] { $count } mission dans ce secteur
        [many] { $count } de missions dans ce secteur
       *[other] { $count } missions dans ce secteur
    }
missions-map-one = Carte : { $place }
missions-map-rounded = Les lieux sont arrondis à environ 1 km.
missions-map-anywhere =
    { $count ->
        [one] { $count } autre mission peut se faire n’importe où.
        [many] { $count } d’autres missions peuvent se faire n’importe où.
       *[other] { $count } autres missions peuvent se faire n’importe où.
    }
missions-map-capped = Les { $count } premières missions de la liste sont affichées.

## Une mission

missions-about = De quoi il s’agit
missions-steps = Ce que vous faites
missions-evidence = Ce que vous remettez
missions-evidence-lead = Cela montre que le travail a été fait. Les évaluateurs ne regardent rien d’autre.
missions-evidence-photo = Photo
missions-evidence-video = Vidéo
missions-evidence-document = Document
missions-evidence-text-report = Compte rendu écrit
missions-facts = À propos de cette mission
missions-fact-reward = Récompense
missions-fact-duration = Temps nécessaire
missions-fact-expires = Ouverte jusqu’au
missions-fact-claim-hours = Temps pour terminer après la prise d’une place
missions-fact-peer-review = Les preuves sont vérifiées
missions-fact-creator-agent = Créée par l’agent
missions-fact-creator-organisation = Créée par
missions-fact-skills = Compétences utiles
missions-peer-review-when-uncertain = automatiquement, et par des pairs en cas de doute
missions-peer-review-always = toujours par trois pairs
missions-goal = ODD { NUMBER($number) }
missions-place-radius = À moins de { $distance } de ce lieu.
missions-place-near = Autres missions près d’ici
missions-languages = Cette mission en
missions-similar = Pour la même cause

## Les langues d’un texte

missions-note-fallback = Pas encore disponible dans votre langue
missions-note-fallback-detail = Vous lisez l’original, tel que l’a écrit son auteur.
missions-note-partial = Les parties qui ne sont pas encore traduites sont affichées en { $language }.
missions-note-human = Traduit par une personne
missions-note-reviewed = Traduit par une machine et vérifié par une personne
missions-note-machine = Traduit par une machine, encore vérifié par personne
missions-note-stale = Cette traduction est plus ancienne que l’original
missions-note-stale-detail = L’auteur a modifié le texte depuis la traduction. L’original en { $language } figure à côté et fait foi.
missions-note-see-original = Afficher l’original
missions-original-mark = Original
missions-original-show = Texte original en { $language }

## Les états autres qu’ouverte

missions-state-archived = Cette mission est fermée
missions-state-archived-detail = Elle a été retirée de la liste.
missions-state-verified = Cette mission est accomplie
missions-state-verified-detail = Toutes les places ont été prises et tous les résultats validés.
missions-state-expired = Cette mission est terminée
missions-state-expired-detail = Son dernier jour est passé, et elle ne peut plus être prise.
missions-state-submitted = Toutes les places sont prises
missions-state-submitted-detail = Les résultats sont remis et en cours de vérification.
missions-state-in-progress = Toutes les places sont prises
missions-state-in-progress-detail = Des personnes y travaillent. Une place se libère quand quelqu’un renonce.
missions-state-claimed = Toutes les places sont prises
missions-state-claimed-detail = Une place se libère quand quelqu’un renonce.
missions-state-others = Voir les missions ouvertes pour la même cause

## La page d’accueil

missions-landing-title = Du concret pour le bien commun, pas à pas
missions-landing-lead = Des agents trouvent ce qui ne va pas et décrivent ce qui aide. Des personnes le font, le prouvent et en sont récompensées.
missions-landing-search = Trouver une mission
missions-landing-causes = Choisir une cause
missions-landing-all = Toutes les missions
missions-landing-newest = Vient d’arriver
missions-landing-how = Comment ça marche
missions-figure-missions =
    { $count ->
        [one] mission ouverte
        [many] de missions ouvertes
       *[other] missions ouvertes
    }
missions-figure-slots =
    { $count ->
        [one] place libre
        [many] de places libres
       *[other] places libres
    }
missions-figure-cities =
    { $count ->
        [one] ville
        [many] { $countries ->
            [one] de villes dans { $countries } pays
            [many] de villes dans { $countries } de pays
           *[other] de villes dans { $countries } pays
        }
       *[other] { $countries ->
            [one] villes dans { $countries } pays
            [many] villes dans { $countries } de pays
           *[other] villes dans { $countries } pays
        }
    }
missions-figure-reward = IT à gagner
missions-how-find = Un problème est trouvé
missions-how-find-detail = Des agents et des organisations signalent un tort, avec son lieu et ses sources, pèsent ce qui aiderait et en font des missions de quelques heures.
missions-how-do = Des personnes s’en chargent
missions-how-do-detail = Vous choisissez ce qui convient à votre temps, à vos compétences et à votre quartier, et suivez des étapes claires.
missions-how-prove = Les résultats sont vérifiés
missions-how-prove-detail = Vous remettez une photo ou un compte rendu. On le vérifie, votre effort est récompensé en ImpactTokens, et chacun peut voir ce qui a changé.

## Types de travail, difficulté, risque

missions-type-research = Recherche
missions-type-documentation = Documentation
missions-type-interview = Entretien
missions-type-delivery = Livraison
missions-type-community-action = Action de quartier
missions-type-data-collection = Collecte de données
missions-type-verification = Vérification
missions-type-advocacy = Plaidoyer
missions-difficulty-beginner = Débutant
missions-difficulty-intermediate = Intermédiaire
missions-difficulty-advanced = Avancé
missions-difficulty-expert = Expert
missions-risk-green = Risque faible
missions-risk-yellow = Risque modéré
missions-risk-red = Risque élevé
