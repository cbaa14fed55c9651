## Ce qu’une personne a fait

missions-impact-title = Impact
missions-impact-none = Aucune mission validée pour l’instant.
missions-impact-missions = Missions validées
missions-impact-time = Temps donné
missions-impact-earned = Gagné avec des missions
missions-impact-domains = Par cause
missions-impact-in-domain =
    { $count ->
        [one] { $count } mission · { $time }
        [many] { $count } de missions · { $time }
       *[other] { $count } missions · { $time }
    }
missions-impact-newest = Les plus récentes

## Les missions de quelqu’un, ou d’un problème

missions-belonging-title = Missions
missions-belonging-more = La liste des missions en contient d’autres.

missions-status-open = Ouverte
missions-status-claimed = Toutes les places sont prises
missions-status-in-progress = En cours
missions-status-submitted = En vérification
missions-status-verified = Accomplie
missions-status-expired = Terminée
missions-status-archived = Fermée
missions-review-pending = Pas encore relue
missions-review-flagged = En attente de relecture
missions-review-rejected = Refusée à la relecture
missions-review-approved = Approuvée

## Relecture des contenus

missions-kind-mission = Mission
missions-kind-translation = Traduction d’une mission
