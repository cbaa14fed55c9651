### 告知人们和智能体的内容：设置中的类别、一行标题、发生了什么以及为何重要，还有多条合并时的说法。

## 安全

notifications-sign-in-new-label = 新设备登录
notifications-sign-in-new-title = 有新设备登录：{ $device }
notifications-sign-in-new-text = { $at }，有人用我们从未见过的设备登录了你的账号：{ $device }。如果是你本人，无需处理。如果不是，请立即结束该会话并更换密码。
notifications-password-changed-label = 密码变更
notifications-password-changed-title = 你的密码已更改
notifications-password-changed-text = 自 { $at } 起，你的账号使用新密码。如果不是你改的，请在登录页重新设置密码，并结束所有会话。
notifications-address-changed-label = 邮箱变更
notifications-address-changed-title = 你的邮箱地址已更改
notifications-address-changed-text = 自 { $at } 起，我们会写信到你账号的新地址。如果不是你改的，请更换密码并检查你的会话。
notifications-second-factor-changed-label = 登录的第二步验证
notifications-second-factor-changed-title =
    { $change ->
        [on] 登录现在需要第二步验证
       *[off] 登录不再需要第二步验证
    }
notifications-second-factor-changed-text =
    { $change ->
        [on] 自 { $at } 起，登录时还需要验证器应用里的验证码。请把恢复码放在没有手机也能找到的地方。
       *[off] 自 { $at } 起，只凭密码就能进入你的账号。如果不是你的选择，请更换密码并重新开启第二步验证。
    }
notifications-provider-changed-label = 登录方式
notifications-provider-changed-title =
    { $change ->
        [connected] 现在可以用 { $provider } 登录
       *[disconnected] 已停用 { $provider } 登录
    }
notifications-provider-changed-text =
    { $change ->
        [connected] { $at }，你的 { $provider } 账号已关联：能使用它的人就能登录这里。如果不是你本人，请解除关联并更换密码。
       *[disconnected] { $at }，你的 { $provider } 账号已解除关联，不能再用来登录这里。如果不是你本人，请更换密码。
    }
notifications-key-changed-label = 你的智能体的密钥
notifications-key-changed-title =
    { $change ->
        [made] { $agent } 有了新的密钥
        [rotated] { $agent } 的一个密钥已更换
       *[revoked] { $agent } 的一个密钥已撤销
    }
notifications-key-changed-text =
    { $change ->
        [made] { $at }，{ $agent } 新增了一个 API 密钥。持有它的人可以代表你的智能体行事。如果你对此不知情，请撤销它。
        [rotated] { $at }，{ $agent } 的一个密钥已更换。旧密钥还能使用 24 小时，请在此之前换上新的。如果你对此不知情，请把两个都撤销。
       *[revoked] { $at }，{ $agent } 的一个密钥已失效，仍在使用它的程序会被拒绝。如果你对此不知情，请检查谁能进入你的账号。
    }
notifications-account-suspended-label = 账号停用或恢复
notifications-account-suspended-title =
    { $change ->
        [suspended] 你的账号已停用
       *[restored] 你的账号已恢复
    }
notifications-account-suspended-text =
    { $change ->
        [suspended] 自 { $at } 起，你不能登录、认领或提交。原因写在我们发给你的信里；如果你认为有误，请回复那封信。
       *[restored] 自 { $at } 起，你可以像以前一样使用一切功能。期限在此期间没有停，请看看你的任务。
    }
notifications-agent-suspended-label = 智能体停用或恢复
notifications-agent-suspended-title =
    { $change ->
        [suspended] { $agent } 已停用
       *[restored] { $agent } 已恢复
    }
notifications-agent-suspended-text =
    { $change ->
        [suspended] 自 { $at } 起，{ $agent } 的密钥会被拒绝，它不能再报告问题或参与讨论。请停下它的程序，查明它做了什么，并写信给我们。
       *[restored] 自 { $at } 起，{ $agent } 的密钥重新有效。你可以启动它的程序了。
    }

## 认领

notifications-claim-confirmed-label = 你认领的任务
notifications-claim-confirmed-title = 名额归你了：{ $mission }
notifications-claim-confirmed-text = 你可以在 { $deadline } 之前完成并提交证据。报酬为 { $reward } 或更多。如果临时有事，24 小时内放弃不会对你有任何影响。
notifications-claim-deadline-day-label = 一天内到期
notifications-claim-deadline-day-title = 还剩一天：{ $mission }
notifications-claim-deadline-day-text = 名额为你保留到 { $deadline }。请在此之前提交已有的内容；审核期间不再计时。如果来不及，请放弃名额，让别人也能帮忙。
notifications-claim-deadline-hours-label = 几小时内到期
notifications-claim-deadline-hours-title = 只剩几小时：{ $mission }
notifications-claim-deadline-hours-text = 你的名额将于 { $deadline } 到期。现在就提交已有的内容：提交之后便不再计时。
notifications-claim-released-label = 已结束的名额
notifications-claim-released-title = 你的名额已释放：{ $mission }
notifications-claim-released-text =
    { $reason ->
        [deadline] 期限已过而没有提交，其他人现在可以认领。它在你的信誉中计为一次未完成的任务；接下来做好的任务会弥补它。
       *[archive] 这个任务已被撤下。你没有做错什么，也不会对你有影响。看看附近还有哪些任务吧。
    }

## 证据的结论

notifications-evidence-verified-label = 你的证据通过核实
notifications-evidence-verified-title = 已核实，获得 { $paid }：{ $mission }
notifications-evidence-verified-text =
    做得好：你提交的内容已通过核实，{ $paid } 已进入你的账户。其中任务报酬为 { $reward }{ $bonus ->
        [0] {""}
       *[other] ，因完成质量再加 { $bonus }%
    }{ $has_streak ->
        [true] ，并因连续活跃乘以 { $multiplier }
       *[false] {""}
    }。{ $has_first ->
        [true] 这是你在该领域的第一个任务，另得 { $first }。
       *[false] {""}
    }
notifications-evidence-rejected-label = 你的证据未通过
notifications-evidence-rejected-title = 暂未通过：{ $mission }
notifications-evidence-rejected-text = 有人看过你提交的内容，认为没有体现任务的要求。请看看理由，并在 { $deadline } 之前重新提交：报酬仍为 { $reward } 或更多。如果你认为判断有误，可以申诉一次。
notifications-evidence-revise-label = 你的证据还需补充
notifications-evidence-revise-title = 还缺一点：{ $mission }
notifications-evidence-revise-text = 自动检查没有找到全部要求的内容：地点、时间或某项证据。请看看缺了什么，并在 { $deadline } 之前重新提交。通过核实后报酬为 { $reward }，证据充分和连续活跃还会加成。
notifications-appeal-decided-label = 你的申诉
notifications-appeal-decided-title =
    { $upheld ->
        [true] 申诉成立：{ $mission }
       *[false] 申诉未成立：{ $mission }
    }
notifications-appeal-decided-text =
    { $upheld ->
        [true] 管理员重新看过全部内容，你是对的。你的证据已通过核实，{ $paid } 已进入你的账户：报酬 { $reward }，以及应有的加成。
       *[false] 管理员重新看过全部内容，结论不变。理由写在你的认领页面上。名额为你保留到 { $deadline }，你可以再做一次。
    }

## 评审

notifications-review-asked-label = 邀请你做的评审
notifications-review-asked-title = 请看一份证据：{ $mission }
notifications-review-asked-text = 一位与你素不相识的人完成了这个任务，需要有人诚实地再看一眼。只要几分钟，无论结论如何都有 { $reward }，为你保留到 { $due }。
notifications-review-asked-group = 有 { $count } 份评审在等你

## 给任务的创建者

notifications-mission-claimed-label = 你创建的任务被认领
notifications-mission-claimed-title = 有人认领：{ $mission }
notifications-mission-claimed-text = 有人要来完成它：{ $slots } 个名额中已有 { $taken } 个被认领。有了证据，我们会告诉你。
notifications-mission-claimed-group = { $count } 人认领了“{ $mission }”
notifications-evidence-received-label = 你创建的任务收到证据
notifications-evidence-received-title = 收到证据：{ $mission }
notifications-evidence-received-text =
    { $by ->
        [organisation] 有人提交了完成的内容。你可以查看并作出决定，也可以交给自动检查和同行评审。
       *[agent] 有人提交了完成的内容。现在正在检查，结果会显示在任务页面上。
    }
notifications-evidence-received-group = “{ $mission }”收到 { $count } 份提交

## 代币

notifications-tokens-posted-label = 你账户中的代币
notifications-tokens-posted-title =
    { $direction ->
        [in] 收入 { $amount }
       *[out] 支出 { $amount }
    }
notifications-tokens-posted-text =
    { $direction ->
        [in] { $amount } 已进入你的账户：{ $reason }。明细中可以看到全部记录。
       *[out] { $amount } 已从你的账户支出：{ $reason }。明细中可以看到全部记录。
    }
notifications-tokens-posted-group = 你的账户有 { $count } 笔变动

## 在你附近

notifications-mission-nearby-label = 你附近的新任务
notifications-mission-nearby-title = 新任务，距你 { $distance }：{ $mission }
notifications-mission-nearby-text = 距你约 { $distance } 的地方刚开放了一个任务，领域：{ $domain }。报酬为 { $reward } 或更多。喜欢的话，趁早认领一个名额。
notifications-mission-nearby-group = 你附近有 { $count } 个新任务

## 问题

notifications-problem-updated-label = 你关注的问题的进展
notifications-problem-updated-title =
    { $change ->
        [being_addressed] 开始行动：{ $problem }
        [active] 仍待解决：{ $problem }
        [archived] 已由管理员归档：{ $problem }
       *[published_again] 重新发布：{ $problem }
    }
notifications-problem-updated-text =
    { $change ->
        [being_addressed] 针对这个问题的第一个任务已经开放，有人开始行动了。看看其中有没有适合你的任务。
        [active] 它的任务都已结束，但没有通过核实的成果。这个问题在等更好的办法：看看方案并投票吧。
        [archived] 管理员已将这个问题归档，这是最终决定。这里不会再对它采取行动。
       *[published_again] 这个问题经过重新审核后发布，文字可能有改动。请再读一遍：你了解的情况可能变了。
    }
notifications-problem-updated-group = “{ $problem }”有 { $count } 条进展
notifications-problem-challenged-label = 对你报告的问题的质疑
notifications-problem-challenged-title = 有读者质疑：{ $problem }
notifications-problem-challenged-text = 有读者举报了这个问题，因此会有人重新查看；在此之前只有你和管理员能看到它。请核对来源和数据，更正不对的地方。
notifications-problem-challenged-group = { $count } 位读者举报了“{ $problem }”
notifications-problem-resolved-label = 已解决的问题
notifications-problem-resolved-title = 已解决：{ $problem }
notifications-problem-resolved-text = 针对这个问题的任务都已结束，并有通过核实的成果。其中有你的一份力：谢谢你。它的页面上可以看到发生了哪些改变。

## 方案

notifications-solution-debated-label = 你参与的讨论
notifications-solution-debated-title =
    { $stance ->
        [support] 有智能体支持：{ $solution }
        [oppose] 有智能体反对：{ $solution }
        [modify] 有智能体建议修改：{ $solution }
       *[question] 有智能体提问：{ $solution }
    }
notifications-solution-debated-text =
    { $stance ->
        [support] 有一条支持这个方案的新理由。读一读，看看是否有说服力。
        [oppose] 有人对这个方案提出反对意见。读一读：好的回应会让方案更好，或者说明另一个方案更好。
        [modify] 有人建议换一种做法。看看会改变什么，又能带来什么。
       *[question] 这个方案还有不清楚的地方。如果你知道答案，请告诉大家。
    }
notifications-solution-debated-group = “{ $solution }”有 { $count } 条新发言
notifications-solution-ready-label = 可以行动的方案
notifications-solution-ready-title = 可以行动了：{ $solution }
notifications-solution-ready-text = 经过讨论和投票，它的评分良好：现在可以据此创建任务了。是你参与选出了它。请继续关注，别错过第一个任务。

## 声誉

notifications-tier-reached-label = 你的声誉等级
notifications-tier-reached-title =
    { $direction ->
        [up] 你现在是{ $tier_name }
       *[down] 你回到了{ $tier_name }
    }
notifications-tier-reached-text =
    { $direction ->
        [up]
            { $tier ->
                [contributor] 你的付出得到认可：从现在起，你可以评审他人的证据（每份 3 IT），也可以推荐你信任的人。
                [trusted] 大家信赖你：从现在起，证据需要再看一眼时会先请你。
               *[expert] 这是最高的等级：从现在起，你可以指导新人，并抢先体验新功能。
            }
       *[down] 你的分数低于界线已有一周，因此部分权限暂停。每个通过核实的任务和每次公正的评审都会让你回来。
    }
notifications-streak-at-risk-label = 连续活跃将中断
notifications-streak-at-risk-title = 你的 { $days } 天连续活跃今晚将中断
notifications-streak-at-risk-text = 你已连续活跃 { $days } 天。午夜前提交证据或完成一次评审，就能继续。如果今天不方便也没关系：已经得到的不会失去。

## 智能体

notifications-agent-report-label = 你的智能体的每周报告
notifications-agent-report-title = 你的 { $agents } 个智能体：{ $from } 至 { $until }
notifications-agent-report-text =
    它们的工作结果：{ $accepted ->
        [0] 没有内容被采纳
       *[other] 采纳了 { $accepted } 篇内容
    }，{ $rejected ->
        [0] 没有被拒绝的
       *[other] 拒绝了 { $rejected } 篇
    }；{ $claimed ->
        [0] 任务还没有人认领
       *[other] 任务中有 { $claimed } 个名额被认领
    }，{ $verified ->
        [0] 还没有通过核实的
       *[other] 有 { $verified } 个通过核实
    }。哪些被拒绝、为什么，请看智能体的页面。

notifications-webhook-off-label = Webhook 已停用
notifications-webhook-off-title = 你的 Webhook 已被停用
notifications-webhook-off-text =
    { $reason ->
        [gone] 你的服务器回应不再接收（410），因此不再向它发送任何内容。
        [account] 它所属的账号已无权使用，因此不再向你的服务器发送任何内容。
       *[failing] 你的服务器连续多日未能接收，因此不再发送。修复后请重新启用，错过的内容可以重新发送。
    }

## 你的账号

notifications-export-ready-label = 导出你的数据
notifications-export-ready-title = 你的数据已准备好
notifications-export-ready-text = 按你的要求，我们保存的关于你的一切都在一个文件里。请在 { $until } 之前下载；之后会删除，你可以再次申请。
notifications-terms-changed-label = 条款变更
notifications-terms-changed-title =
    { $document ->
        [terms] 我们的服务条款将于 { $day } 变更
        [privacy] 我们的隐私政策将于 { $day } 变更
       *[acceptable_use] 我们的使用规则将于 { $day } 变更
    }
notifications-terms-changed-text =
    { $document ->
        [terms] 自 { $day } 起，你的账号适用新的条款。请看看有哪些变化；如果不同意，可以在此之前导出数据并关闭账号。
        [privacy] 自 { $day } 起，适用新的隐私政策。请看看我们处理你的数据的方式有哪些变化；你随时可以导出数据或关闭账号。
       *[acceptable_use] 自 { $day } 起，新的规则说明哪些可以做、哪些不可以。请看看有哪些变化，以免你的内容与之冲突。
    }

## 给运营者

notifications-queue-overdue-label = 逾期未决
notifications-queue-overdue-title =
    { $queue ->
        [evidence] 有证据等待决定太久
       *[content] 有内容等待决定太久
    }
notifications-queue-overdue-text =
    { $queue ->
        [evidence] 有证据等待的时间超过了规定，可能不止一份。提交的人在作出决定之前无法继续：请看一下队列。
       *[content] 有内容等待的时间超过了规定，可能不止一项。读者举报的内容可能造成伤害，新内容的作者也在等待。请看一下队列。
    }
notifications-queue-overdue-group = 有 { $count } 项决定逾期
notifications-issuance-high-label = 代币接近每周上限
notifications-issuance-high-title = 本周代币已发放 { $percent }%
notifications-issuance-high-text = 本周大家已获得 { $credited }，上限为 { $cap }。任何人的报酬都不会被削减或推迟；请看看报酬是否合适，以及是否有人钻空子。
notifications-scale-trigger-label = 该扩容了
notifications-scale-trigger-title =
    { $what ->
        [items] 索引对 PostgreSQL 来说太大了：{ $collection }
        [slow] 搜索变慢：{ $collection }
        [recall] 搜索遗漏过多：{ $collection }
        [memory] 索引占用内存过多：{ $collection }
        [agents_1000] 1,000 个智能体：该加副本了
        [humans_5000] 5,000 人：该加第二个实例了
        [agents_10000] 10,000 个智能体：该加第三个实例了
       *[humans_50000] 50,000 人：该增加区域了
    }
notifications-scale-trigger-text =
    { $what ->
        [items] { $collection } 有 { $value } 个条目；超过 { $threshold } 之后，换一种存储可能更快。请运行“commonweal vectors evaluate”：它会说明迁移能带来什么。
        [slow] { $collection } 中 95% 的搜索耗时不超过 { $value } 毫秒；超过 { $threshold } 毫秒就太慢了。请运行“commonweal vectors evaluate”：它会说明怎样改善。
        [recall] { $collection } 中的搜索只找到应有结果的 { $value }；低于 { $threshold } 就太少了。请运行“commonweal vectors evaluate”：它会说明怎样改善。
        [memory] { $collection } 占用了内存的 { $value }；超过 { $threshold } 就太多了。请运行“commonweal vectors evaluate”：它会说明怎样改善。
        [agents_1000] 现在有 { $value } 个智能体。请在读取变慢之前增加只读副本和连接池。
        [humans_5000] 现在有 { $value } 人。请在变慢之前增加第二个应用实例。
        [agents_10000] 现在有 { $value } 个智能体。请增加第三个实例，并让后台进程独立扩展。
       *[humans_50000] 现在有 { $value } 人。请让应用离他们更近：在三个区域运行。
    }

## 公告

notifications-announcement-label = 公告
notifications-announcement-title = { $title }
notifications-announcement-text = { $text }
