### The acts in the audit log, and what they are done to.

problems-audit-act-archived = Problem archived
problems-audit-act-abandoned = Solution abandoned
problems-audit-act-scored = Solution scored
