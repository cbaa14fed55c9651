### The acts in the audit log, and what they are done to.

review-audit-act-approve = Content approved
review-audit-act-reject = Content rejected
