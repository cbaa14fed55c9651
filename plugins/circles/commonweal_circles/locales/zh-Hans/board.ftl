# 圈子的任务板：成员提议、采纳并一起认领的任务。

circles-board-title = 本圈子的任务
circles-board-lead = { $needed ->
   *[other] 成员提议任务；得到 { $needed } 票，或由版主决定，即可采纳。然后大家可以一起认领。
}
circles-board-column-proposed = 已提议
circles-board-column-adopted = 已采纳
circles-board-column-done = 已结束
circles-board-column-declined = 已拒绝
circles-board-column-withdrawn = 已撤回
circles-board-none-proposed = 目前没有提议。
circles-board-none-adopted = 还没有采纳任务。给一个提议投票吧。
circles-board-none-done = 结束的任务会显示在这里。
circles-board-none-declined = 没有被拒绝的任务。
circles-board-none-withdrawn = 没有被撤回的任务。
circles-board-see-declined = 查看被拒绝的任务
circles-board-propose = 提议一个任务
circles-board-propose-this = 提议
circles-board-mission = 任务的网址或编号
circles-board-mission-hint = 打开任务页面，复制它的网址。
circles-board-mission-unreadable = 这不是任务的网址或编号。请从任务页面复制。
circles-board-mission-unknown = 没有这个任务，或者你无权查看。请检查网址。
circles-board-mission-over = 这个任务已经结束，不能再认领。
circles-board-reason = 圈子为什么应该采纳它？
circles-board-reason-hint = 可不填，最多 1,000 个字符。
circles-board-reason-held = 这个理由正在审核；在此之前只有你和版主能看到。
circles-board-suggested = 适合本圈子的开放任务
circles-board-anywhere = 任何地方
circles-board-place-unnamed = 地图上的地点
circles-board-slots = { $left ->
    [0] 没有空余名额
   *[other] { $total } 个名额中还有 { $left } 个
}
circles-board-until = 截至 { $date }
circles-board-takes = 所需时间：
circles-board-votes = { $votes ->
   *[other] { $votes } 票，需要 { $needed } 票
}
circles-board-proposed-by = 提议者：
circles-board-vote = 投票
circles-board-unvote = 收回我的票
circles-board-withdraw = 撤回
circles-board-moderate = 以版主身份决定
circles-board-adopt = 立即采纳
circles-board-decline = 拒绝
circles-board-decline-reason = 拒绝的理由；成员可以看到
circles-board-over-verified = 已完成
circles-board-over-expired = 已过期
circles-board-over-archived = 已归档
circles-board-state-proposed = 已提议
circles-board-state-adopted = 已采纳
circles-board-state-done = 已结束
circles-board-state-declined = 已拒绝
circles-board-state-withdrawn = 已撤回
circles-board-flash-proposed = 已提议。你的票已经计入。
circles-board-flash-held = 已提议。你写的理由要先经过审核。
circles-board-flash-voted = 你的票已计入。
circles-board-flash-unvoted = 你的票已收回。
circles-board-flash-adopted = 圈子采纳了这个任务。
circles-board-flash-declined = 已拒绝。成员可以看到理由。
circles-board-flash-withdrawn = 已撤回。
circles-slot-propose = 提议给一个圈子
circles-kind-proposal = 向圈子提议任务的理由

## 结伴

circles-party-gathering = { $count ->
   *[other] { $count } 名成员正在结伴
}
circles-party-claimed = { $count ->
   *[other] { $count } 名成员已一起认领
}
circles-party-starter = 发起人
circles-party-agrees = 已同意，{ $date }到期
circles-party-agreed = 同意的时间太久了
circles-party-members-see = 成员可以看到他们是谁。
circles-party-start = 召集伙伴
circles-party-join = 加入
circles-party-again = 重新同意
circles-party-leave = 退出
circles-party-drop = 移出 { $name }
circles-party-cancel = 取消
circles-party-claim = { $count ->
   *[other] 为 { $count } 人一起认领
}
circles-party-waiting = 有人加入后，你就可以为大家一起认领。
circles-party-consent = 加入即表示你同意发起人在 48 小时内为你认领一个名额。
circles-party-acknowledge = 我已了解这个任务的要求，并接受它的风险。
circles-party-own-claim = 打开我认领的任务
circles-party-flash-started = 你正在召集伙伴，圈子成员可以看到。
circles-party-flash-joined = 你已同意，48 小时内有效。
circles-party-flash-left = 你已退出。
circles-party-flash-dropped = 已移出。
circles-party-flash-claimed = 每个人都有名额了。祝你们一起顺利！
circles-party-flash-cancelled = 已取消。
circles-buddy-already-claimed = { $name } 已经有这个任务了。请把对方移出。
circles-buddy-late = { $name } 在 48 小时之前同意的。请对方重新同意，或把对方移出。
circles-buddy-cannot = { $name } 现在不能认领这个任务。对方重新同意时会看到原因；也可以把对方移出。
circles-buddy-you-cannot = 你自己不能认领这个任务。请取消，让别人来召集伙伴。

## 可能出的问题

circles-problem-circle-already-proposed-title = 这个任务已经在任务板上
circles-problem-circle-already-proposed-detail = { $state ->
    [proposed] 这个任务已经有人提议：去 { $address } 投票吧。
    [adopted] 圈子已经采纳这个任务：见 { $address }。
   *[done] 圈子采纳过这个任务，它已经结束：见 { $address }。
}
circles-problem-circle-proposed-before-title = 这个任务以前提议过
circles-problem-circle-proposed-before-detail = { $hours ->
    [0] 它被{ $state ->
        [declined] 拒绝
       *[withdrawn] 撤回
    }了。请联系版主：版主可以重新提议。
   *[other] 它被{ $state ->
        [declined] 拒绝
       *[withdrawn] 撤回
    }了。{ $hours } 小时后版主可以重新提议。
}
circles-problem-circle-party-alone-title = 还没有人加入
circles-problem-circle-party-alone-detail = 等有人加入，或者到任务页面自己认领。
circles-problem-circle-party-full-title = 名额不够
circles-problem-circle-party-full-detail = { $left ->
    [0] 这个任务现在没有空余名额。请稍后再看，或选择别的任务。
   *[other] 这个任务现在只剩 { $left } 个名额。请减少人数，或选择别的任务。
}
circles-problem-circle-party-hindered-title = 不是每个人都能认领
circles-problem-circle-party-hindered-detail = 没有人得到名额，因为现在不是每个人都能认领这个任务。
circles-problem-circle-party-other-title = 你已经和别人结伴
circles-problem-circle-party-other-detail = 你已经加入了这个任务的另一个小组。请先退出或取消，再加入这里。
