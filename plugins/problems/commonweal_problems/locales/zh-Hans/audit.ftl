### 审计日志中的操作及其对象。

problems-audit-act-archived = 归档问题
problems-audit-act-abandoned = 放弃方案
problems-audit-act-scored = 方案评分
