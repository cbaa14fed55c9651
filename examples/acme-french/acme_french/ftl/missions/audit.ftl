### Les actes du journal d’audit, et ce sur quoi ils portent.

missions-audit-act-archived = Mission archivée
missions-audit-act-evidence-verified = Preuves validées
missions-audit-act-evidence-rejected = Preuves refusées
missions-audit-act-template-added = Modèle créé
missions-audit-act-template-removed = Modèle supprimé
missions-kind-evidence = Preuves
missions-kind-template = Modèle
