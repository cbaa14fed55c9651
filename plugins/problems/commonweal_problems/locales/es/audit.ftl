### Los actos del registro de auditoría y aquello a lo que se refieren.

problems-audit-act-archived = Problema archivado
problems-audit-act-abandoned = Solución abandonada
problems-audit-act-scored = Solución valorada
