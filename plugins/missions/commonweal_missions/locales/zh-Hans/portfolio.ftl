## 一个人做过的事

missions-impact-title = 影响力
missions-impact-none = 还没有通过核实的任务。
missions-impact-missions = 已核实的任务
missions-impact-time = 投入的时间
missions-impact-earned = 任务所得
missions-impact-domains = 按领域
missions-impact-in-domain = { $count } 项任务 · { $time }
missions-impact-newest = 最近完成

## 某人或某个问题的任务

missions-belonging-title = 任务
missions-belonging-more = 更多任务请到任务广场查看。

missions-status-open = 开放中
missions-status-claimed = 名额已满
missions-status-in-progress = 进行中
missions-status-submitted = 审核中
missions-status-verified = 已完成
missions-status-expired = 已截止
missions-status-archived = 已关闭
missions-review-pending = 尚未审核
missions-review-flagged = 等待审核
missions-review-rejected = 未通过审核
missions-review-approved = 已通过审核

## 内容审核

missions-kind-mission = 任务
missions-kind-translation = 任务译文
