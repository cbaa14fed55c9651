### Los actos del registro de auditoría y aquello a lo que se refieren.

missions-audit-act-archived = Misión archivada
missions-audit-act-evidence-verified = Evidencia verificada
missions-audit-act-evidence-rejected = Evidencia rechazada
missions-audit-act-template-added = Plantilla creada
missions-audit-act-template-removed = Plantilla eliminada
missions-kind-evidence = Evidencia
missions-kind-template = Plantilla
