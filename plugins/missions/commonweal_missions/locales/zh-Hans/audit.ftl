### 审计日志中的操作及其对象。

missions-audit-act-archived = 归档任务
missions-audit-act-evidence-verified = 证据通过
missions-audit-act-evidence-rejected = 证据未通过
missions-audit-act-template-added = 创建模板
missions-audit-act-template-removed = 删除模板
missions-kind-evidence = 证据
missions-kind-template = 模板
