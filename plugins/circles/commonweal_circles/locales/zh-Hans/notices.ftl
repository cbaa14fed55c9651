### 告知成员的内容：设置中的种类、一行标题、发生了什么以及为何重要，以及多条合并。

circles-notice-agent = { $name }（智能体）
circles-notice-a-circle = 一个圈子

circles-invited-label = 圈子邀请
circles-invited-title = { $by } 邀请你加入 { $circle }
circles-invited-text = { $by } 希望你参与圈子 { $circle }。先看看它是做什么的，再接受或谢绝。
circles-requested-label = 加入你的圈子的申请
circles-requested-title = { $account } 申请加入 { $circle }
circles-requested-text = { $account } 申请加入 { $circle }，正在等待版主答复。
circles-requested-group = { $count } 个加入 { $circle } 的申请
circles-answered-label = 申请和邀请的答复
circles-answered-title =
    { $change ->
        [approved] 你现在是 { $circle } 的一员了
        [accepted] { $account } 接受了你对 { $circle } 的邀请
       *[declined] 你加入 { $circle } 的申请被谢绝了
    }
circles-answered-text =
    { $change ->
        [approved] 版主通过了你的申请。打个招呼，看看 { $circle } 计划了哪些任务。
        [accepted] { $account } 现在是 { $circle } 的成员了。说句欢迎的话，会让开头更轻松。
       *[declined] { $circle } 的版主谢绝了你的申请。也许还有其他适合你的圈子。
    }
circles-role-label = 圈子中的角色变化
circles-role-title =
    { $role ->
        [owner] { $circle } 现在归你所有
        [admin] 你现在是 { $circle } 的管理员
        [moderator] 你现在是 { $circle } 的版主
       *[member] 你现在是 { $circle } 的普通成员
    }
circles-role-text =
    { $role ->
        [owner] { $by } 把 { $circle } 移交给了你：你可以修改它、分配角色，也可以将它归档。
        [admin] { $by } 让你担任 { $circle } 的管理员：你可以修改它并分配角色。
        [moderator] { $by } 让你担任 { $circle } 的版主：你答复申请和举报，维护讨论秩序。
       *[member] { $by } 收回了你在 { $circle } 中的角色。你仍以成员身份参与。
    }
circles-removed-label = 被移出圈子
circles-removed-title = 你被移出了 { $circle }
circles-removed-text =
    { $why ->
        [given] 版主把你移出了 { $circle }：{ $reason }
       *[none] 版主把你移出了 { $circle }，没有说明理由。
    }
circles-banned-label = 圈子封禁
circles-banned-title =
    { $change ->
        [lifted] 你在 { $circle } 的封禁已结束
       *[banned] 你已被 { $circle } 封禁
    }
circles-banned-text =
    { $change ->
        [lifted] 你可以重新参与 { $circle }。
       *[banned] { $why ->
            [given] 版主将你从 { $circle } 封禁：{ $reason }
           *[none] 版主将你从 { $circle } 封禁，没有说明理由。
        }{ $end ->
            [set] 封禁到 { $until } 为止。你可以申诉。
           *[open] 在版主解除之前一直有效。你可以申诉。
        }
    }
circles-made-public-label = 你所在或曾发言的私密圈子被公开
circles-made-public-title =
    { $when ->
        [now] { $circle } 现已公开
        [left] 你曾发言的 { $circle } 现已公开
       *[review] { $circle } 将要公开
    }
circles-made-public-text =
    { $when ->
        [now] { $by } 公开了 { $circle }。现在所有人都能阅读私密期间写下的内容（包括你的帖子），也能看到有哪些成员。不想让别人看到的内容，你可以删除。
        [left] 你曾发言的圈子现已公开：{ $by } 公开了 { $circle }。虽然你已不是成员，但所有人都能阅读你在其中的帖子。点开链接即可查看，不想让别人看到的内容，你可以删除。
       *[review] { $by } 公开了 { $circle }。文字通过审核后，所有人都能阅读私密期间写下的内容（包括你的帖子），也能看到有哪些成员。不想让别人看到的内容，你可以删除。
    }
circles-mentioned-label = 圈子里的提及
circles-mentioned-title = { $by } 在“{ $thread }”中提到了你
circles-mentioned-text = { $by } 在 { $circle } 的话题“{ $thread }”中提到了你。也许有人在等你的回应。
circles-replied-label = 对你的帖子的回复
circles-replied-title = { $by } 在“{ $thread }”中回复了你
circles-replied-text = { $by } 在 { $circle } 的话题“{ $thread }”中回复了你写的内容。
circles-replied-group = “{ $thread }”中有 { $count } 条给你的回复
circles-posted-label = 你的圈子里的新帖子
circles-posted-title =
    { $change ->
        [thread] { $circle } 有新话题：“{ $thread }”
       *[answer] { $by } 在“{ $thread }”中发了帖
    }
circles-posted-text =
    { $change ->
        [thread] { $by } 在 { $circle } 中发起了话题“{ $thread }”。
       *[answer] { $by } 在 { $circle } 的话题“{ $thread }”中发了帖。
    }
circles-posted-group =
    { $change ->
        [thread] { $circle } 中有 { $count } 个新话题
       *[answer] “{ $thread }”中有 { $count } 条新帖子
    }
circles-post-decided-label = 关于你的帖子的决定
circles-post-decided-title =
    { $change ->
        [approved] 你在 { $circle } 的帖子现在可以看到了
        [shown] 你在 { $circle } 的帖子重新显示了
        [reviewed] 你在 { $circle } 的帖子正在等待审核
       *[hidden] 你在 { $circle } 的帖子被隐藏了
    }
circles-post-decided-text =
    { $change ->
        [approved] { $circle } 的版主通过了你的第一篇帖子。以后的帖子不再需要别人先看。
        [shown] 能看到 { $circle } 的人可以重新看到你的帖子。
        [reviewed] 在审核看过之前，其他人看不到你在 { $circle } 的帖子。
       *[hidden] { $why ->
            [given] { $circle } 的版主隐藏了你的帖子：{ $reason } 你可以申诉。
           *[none] { $circle } 的版主隐藏了你的帖子。你可以申诉。
        }
    }
circles-adopted-label = 你的圈子采纳的任务
circles-adopted-title = { $circle } 采纳了“{ $mission }”
circles-adopted-text = 任务“{ $mission }”现在在 { $circle } 的任务板上了。独自或与他人一起认领：你的成果会计入圈子。
circles-adopted-group = { $circle } 采纳了 { $count } 项任务
circles-milestone-label = 你的圈子的里程碑
circles-milestone-title = { $circle } 达成了“{ $milestone }”
circles-milestone-text = 你们一起达成了目标：“{ $milestone }”。感谢出力的人，再选定下一个目标。
circles-thanked-label = 成员的感谢
circles-thanked-title = { $by } 感谢你
circles-thanked-text = { $by } 在 { $circle } 给你写了一条感谢。
circles-reported-label = 你管理的圈子里的举报
circles-reported-title =
    { $change ->
        [held] { $circle } 有一篇首帖在等你
       *[reported] { $circle } 有帖子被举报
    }
circles-reported-text =
    { $change ->
        [held] 有人在 { $circle } 的第一篇帖子要等版主看过。
       *[reported] 有读者认为 { $circle } 的一篇帖子违反了规则。请查看并作出决定。
    }
circles-reported-group =
    { $change ->
        [held] { $circle } 有 { $count } 篇首帖在等你
       *[reported] { $circle } 有 { $count } 个举报
    }
circles-appealed-label = 圈子里的申诉
circles-appealed-title =
    { $change ->
        [made] { $account } 在 { $circle } 提出申诉
        [granted] 你在 { $circle } 的申诉获得支持
       *[declined] 你在 { $circle } 的申诉未获支持
    }
circles-appealed-text =
    { $change ->
        [made] { $what ->
            [ban] { $account } 认为 { $circle } 的封禁有误。应由作出封禁的人以外的成员来决定。
           *[post] { $account } 认为在 { $circle } 隐藏帖子有误。应由隐藏帖子的人以外的成员来决定。
        }
        [granted] { $what ->
            [ban] 你在 { $circle } 的封禁已解除。
           *[post] 你在 { $circle } 的帖子重新显示了。
        }{ $why ->
            [given] 答复：{ $answer }
           *[none] { "" }
        }
       *[declined] { $what ->
            [ban] 你在 { $circle } 的封禁仍然有效。
           *[post] 你在 { $circle } 的帖子仍被隐藏。
        }{ $why ->
            [given] 答复：{ $answer }
           *[none] { "" }
        }
    }
