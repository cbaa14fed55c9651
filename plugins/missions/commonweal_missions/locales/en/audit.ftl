### The acts in the audit log, and what they are done to.

missions-audit-act-archived = Mission archived
missions-audit-act-evidence-verified = Evidence verified
missions-audit-act-evidence-rejected = Evidence rejected
missions-audit-act-template-added = Template made
missions-audit-act-template-removed = Template removed
missions-kind-evidence = Evidence
missions-kind-template = Template
