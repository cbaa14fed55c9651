### Reputation: leaderboards, standing and endorsements.

reputation-kind-endorsement = 推荐
reputation-leaderboards = 排行榜
reputation-leaderboards-lead = 公开自己贡献的人，以及他们取得的成绩。
reputation-by = 排名依据
reputation-by-score = 声誉
reputation-by-missions = 已核实的任务
reputation-by-tokens = 获得的代币
reputation-period = 时间范围
reputation-period-week = 7 天
reputation-period-month = 30 天
reputation-period-all = 全部时间
reputation-domain = 领域
reputation-domain-all = 所有领域
reputation-own = 你的名次：{ $rank }
reputation-own-none = 你还没有进入前 { $deepest } 名。只有公开的档案参与排名。
reputation-rank = 名次
reputation-person = 人员
reputation-empty = 还没有人
reputation-empty-hint = 完成一项任务，成为第一个上榜的人。
reputation-tier-newcomer = 新人
reputation-tier-contributor = 贡献者
reputation-tier-trusted = 受信任者
reputation-tier-expert = 专家
reputation-title = 声誉
reputation-score = { $score } 分（满分 100）
reputation-next = 达到 { $bar } 分即为{ $tier }
reputation-badges = 徽章
reputation-badge-missions = 已核实的任务：{ $level }+
reputation-badge-streak = 连续天数：{ $level }+
reputation-badge-reviews = 准确的评审：{ $level }+
reputation-badge-endorsed = 获得推荐：{ $level }+
reputation-why = 分数如何得出
reputation-of = { $points } / { $most }
reputation-part-quality = 最近 10 项任务的质量
reputation-part-accuracy = 最近 50 次评审的准确度
reputation-part-streak = 连续活跃
reputation-part-endorsements = 推荐
reputation-worn = 因长时间未活动，已减少 { $percent }%。
reputation-endorsements = 推荐
reputation-endorsements-none = 还没有推荐。
reputation-somebody = 档案未公开的人
reputation-waits = 等待审核
reputation-endorse = 推荐
reputation-revoke = 撤回我的推荐
reputation-endorse-title = 推荐 { $name }
reputation-endorse-lead = 请说明为什么大家可以信赖这个人。所有人都能看到。撤回后不能再次推荐。
reputation-reason = 推荐理由
reputation-back = 返回个人页面
reputation-flash-endorsed = 你的推荐已生效，谢谢。
reputation-flash-waits = 你的推荐正在等待审核。
reputation-flash-revoked = 你的推荐已撤回。

reputation-streak =
    { $days ->
        [0] 目前没有连续天数
       *[other] 已连续 { $days } 天
    }
reputation-multiplier = 奖励 × { $factor }
reputation-history = 得分变化
reputation-column-why = 原因
reputation-column-change = 变化
reputation-column-score = 得分
reputation-reason-mission = 任务有了结果
reputation-reason-review = 评审与最终结论比对
reputation-reason-activity = 又活跃一天
reputation-reason-endorsed = 有人推荐了您
reputation-reason-endorsement-reviewed = 推荐经过审核
reputation-reason-endorsement-revoked = 推荐被收回
reputation-reason-idle = 闲置时间
reputation-history-empty = 暂无记录
reputation-history-hint = 完成首个任务、评审或获得推荐后，您的得分将从这里开始。
