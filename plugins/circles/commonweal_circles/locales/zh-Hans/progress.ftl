### 圈子取得的成果、目标和感谢。

circles-progress-title = 这个圈子的成果
circles-progress-lead = 按成员完成并通过核实的任务板任务统计。
circles-progress-empty = 还没有可统计的成果
circles-progress-empty-hint = 成员在任务板任务上的工作一经核实，就会计入这里。
circles-progress-to-board = 查看任务
circles-statistics = 数据
circles-figure-members = 成员
circles-figure-verified = 已核实的任务
circles-figure-earned = 获得的 IT
circles-figure-time = 投入的时间
circles-figure-domains = 领域
circles-figure-reputation = 声誉
circles-reputation-hint = 圈内人员声誉的平均值；每人的权重为 1 加上在此已核实的任务数。
circles-reputation-few = 圈子有三个人以后才会显示。
circles-weeks-title = 每周核实的任务
circles-week =
    { $count ->
        [0] { $day } 起的一周：没有任务
       *[other] { $day } 起的一周：{ $count } 项任务
    }
circles-weeks-summary = 最近十二周有 { $count } 项任务通过核实。
circles-domains-title = 帮助的领域
circles-domain-missions = { $count } 项任务

## 里程碑和挑战

circles-milestones-title = 里程碑和挑战
circles-milestones-none = 目前没有目标
circles-milestones-none-hint = 版主可以设定里程碑，或有期限的挑战。
circles-milestones-none-own = 在下面设定一个里程碑，让大家知道努力的方向。
circles-milestones-over = 已达成或已结束
circles-milestone-challenge = 挑战
circles-milestone-reached = 已达成
circles-milestone-reached-on = { $day } 达成
circles-milestone-ended = 已结束
circles-milestone-ended-on = { $day } 结束
circles-milestone-until = 截至 { $day }
circles-milestone-since = 自 { $day } 起计
circles-milestone-from = 将从 { $day } 起计
circles-milestone-drop = 取消
circles-milestone-drop-named = 取消“{ $title }”
circles-milestone-missions = { $progress } / { $target } 项任务
circles-milestone-minutes = { $progress } / { $target }
circles-milestone-tokens = { $progress } / { $target }
circles-milestone-people = { $progress } / { $target } 人
circles-milestone-domains = { $progress } / { $target } 个领域
circles-milestone-set-title = 设定里程碑
circles-milestone-name = 你们的目标是什么？
circles-milestone-name-hint = 例如：绘制五十处河岸的地图
circles-milestone-metric = 统计什么
circles-metric-missions = 已核实的任务
circles-metric-minutes = 工作小时数
circles-metric-tokens = 获得的 IT
circles-metric-people = 完成过任务的人数
circles-metric-domains = 有已核实任务的领域
circles-milestone-target = 数量
circles-milestone-begin = 计算方式
circles-milestone-begin-now = 从现在开始
circles-milestone-begin-opening = 从圈子开设时起
circles-milestone-end = 最后一天
circles-milestone-end-hint = 仅用于挑战。不填日期就没有期限。
circles-milestone-set = 设定
circles-milestone-flash-set = 已设定。
circles-milestone-flash-dropped = 已取消。
circles-field-ends-before = 最后一天必须晚于今天，也必须晚于开始计算的时间。
circles-field-too-far-off = 请选择两年以内的日期。
circles-field-title-not-approved = 审核无法立即通过这些文字。请换用更平实的说法。
circles-field-reached-already = 这个数量已经达到了。请定得更高一些。
circles-problem-circle-milestones-full-title = 目标已经够多了
circles-problem-circle-milestones-full-detail = 一个圈子最多有 20 个未达成的里程碑。请先取消或达成一个。

## 谁做得最多

circles-leaders-title = 谁做得最多
circles-leaders-all = 全部时间
circles-leaders-month = 最近 30 天
circles-leaders-period = 时间
circles-leaders-rank = 名次
circles-leaders-you = 你
circles-leaders-none = 还没有人
circles-leaders-none-month = 最近 30 天没有任务通过核实。
circles-leaders-none-all = 谁先完成任务板上的任务，谁就排在第一。
circles-leaders-public-only = 非成员只能看到公开作品集的人。

## 感谢

circles-gratitude-title = 感谢
circles-gratitude-lead = 成员在这里互相致谢，对同一个人每天一次。
circles-gratitude-none = 还没有感谢
circles-gratitude-none-hint = 有人帮助了你？在这里说出来吧。
circles-gratitude-thanks = 感谢
circles-gratitude-waits = 等待审核
circles-gratitude-rejected = 未通过审核
circles-gratitude-all = 全部感谢
circles-gratitude-say = 表达感谢
circles-gratitude-whom = 感谢谁
circles-gratitude-whom-hint = 活跃成员。这里没有的人，可以从成员列表中致谢。
circles-gratitude-text = 感谢什么
circles-gratitude-text-hint = 最多 500 个字符。能查看圈子的人都能看到。
circles-gratitude-send = 发送感谢
circles-gratitude-thank = 感谢
circles-gratitude-thank-named = 感谢 { $name }
circles-gratitude-delete = 删除
circles-gratitude-delete-named = 删除对 { $name } 的感谢
circles-gratitude-alone = 这个圈子里还没有其他人可以感谢。
circles-gratitude-flash-sent = 感谢已发送。
circles-gratitude-flash-waits = 你的感谢正在等待审核，通过后就会显示。
circles-gratitude-flash-deleted = 已删除。
circles-field-thank-oneself = 请选择别人：感谢是送给他人的。
circles-field-thank-no-member = 请选择现在属于这个圈子的人。
circles-field-thanked-today = 你今天已经感谢过对方了。明天可以再次致谢。
circles-kind-gratitude = 圈子里的感谢
