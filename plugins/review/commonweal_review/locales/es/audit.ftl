### Los actos del registro de auditoría y aquello a lo que se refieren.

review-audit-act-approve = Contenido aprobado
review-audit-act-reject = Contenido rechazado
