### 审计日志中的操作及其对象。

review-audit-act-approve = 内容通过
review-audit-act-reject = 内容未通过
