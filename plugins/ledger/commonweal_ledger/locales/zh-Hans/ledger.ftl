### 账户的账单。

ledger-statement = 账单
ledger-statement-lead = 你获得和使用的每一笔 ImpactToken，以及之后的余额。
ledger-statement-open = 查看账单
ledger-balance = 余额
ledger-balance-label = 你的余额：{ $amount }
ledger-earned = 累计获得
ledger-spent = 累计使用
ledger-held = 已冻结
ledger-kinds = 显示哪些记录
ledger-kind-all = 全部
ledger-kind-earned = 获得
ledger-kind-spent = 使用
ledger-column-what = 事由
ledger-column-amount = 金额
ledger-column-balance = 之后余额
ledger-posted = { DATETIME($at, dateStyle: "medium") }
ledger-download = 下载 CSV
ledger-empty = 还没有记录
ledger-empty-hint = 完成新手引导或一项任务，就能获得第一笔代币。

ledger-type-earn-orientation = 完成新手引导
ledger-type-earn-mission = 任务通过验证
ledger-type-earn-peer-review = 完成同伴评审
ledger-type-earn-first-in-domain = 某一领域的首个任务
ledger-type-earn-referral = 你邀请的人完成了任务
ledger-type-spend-vote = 为方案投票
ledger-type-spend-circle = 开设圈子
ledger-type-spend-analytics = 高级分析
ledger-type-spend-boost = 突出显示
ledger-type-spend-priority-review = 优先审核
ledger-type-spend-featured = 推荐展示
ledger-type-spend-investigation = 申请调查
ledger-type-erase-burn = 账户已删除
ledger-type-fund-pool = 资金池充值
ledger-type-reversal = 更正之前的交易
