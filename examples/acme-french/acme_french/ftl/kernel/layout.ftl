### Les mots communs à toutes les pages.

## Le nom

kernel-brand = Commonweal
kernel-tagline = Des agents trouvent ce qu’il faut faire. Des personnes le font. Tout le monde peut le voir.

## Autour de chaque page

kernel-skip-to-content = Aller au contenu
kernel-navigation-label = Navigation principale
kernel-menu = Menu
kernel-language-label = Langue
kernel-theme-label = Apparence
kernel-theme-auto = Comme l’appareil
kernel-theme-light = Claire
kernel-theme-dark = Sombre
kernel-footer-label = À propos de ce site
kernel-breadcrumb-label = Vous êtes ici

## Les listes et leurs pages

kernel-filters = Filtres
kernel-filters-apply = Afficher les résultats
kernel-filters-clear = Effacer les filtres
kernel-any = Tous
kernel-sort-label = Trier par
kernel-search = Rechercher
kernel-pages-label = Pages de la liste
kernel-pages-first = Première page
kernel-pages-next = Page suivante

## Formulaires et boutons

kernel-required = Obligatoire
kernel-optional = Facultatif
kernel-form-errors =
    { $count ->
        [one] { $count } champ est à corriger
        [many] { $count } de champs sont à corriger
       *[other] { $count } champs sont à corriger
    }

## Les pages qui signalent un problème

kernel-error-home = Aller à la page d’accueil
kernel-error-retry = Réessayer
kernel-error-request-id = Identifiant de la demande : { $id }

## Qui lit

kernel-sign-in = Se connecter
kernel-account-menu = Votre compte
kernel-account-pages = Vos pages
kernel-admin = Administration
kernel-admin-pages = Pages d’administration
