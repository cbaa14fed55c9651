### 把工具借给承担任务的人。

toolshed-navigation = 工具借用

## 谁在出借

toolshed-title = 工具借用
toolshed-lead = 任务需要手套、梯子或检测套件？这些组织把工具借给做事的人。
toolshed-offers =
    { $count ->
        [0] 暂无可借物品
       *[other] { $count } 件可借物品
    }
toolshed-lent = 至今已借出 { $count } 次
toolshed-none = 还没有组织出借工具
toolshed-none-hint = 为某个任务出借的物品，也会显示在该任务的页面上。

## 一个组织的工具

toolshed-shelf = { $organisation }的工具
toolshed-shelf-empty = 目前没有可借的物品。
toolshed-free =
    { $free ->
        [0] 已全部借出
       *[other] 剩余 { $free } 件，共 { $pieces } 件
    }
toolshed-mission = 查看任务
toolshed-mission-named = 查看出借 { $what } 的任务
toolshed-reserve = 预约
toolshed-reserve-named = 预约 { $what }
toolshed-mine = 你的预约
toolshed-reserved-on = { $date } 预约，保留至你领取为止。
toolshed-with-you = 自 { $date } 起由你使用
toolshed-give-up = 不需要了
toolshed-give-up-named = 不需要 { $what } 了

## 出借方

toolshed-lend = 为任务出借物品
toolshed-lend-hint = 要出借物品，请打开相应任务的页面，并在那里选择你的组织。
toolshed-lend-as = 以{ $organisation }的名义出借
toolshed-what = 出借什么
toolshed-what-hint = 例如：工作手套，M 码和 L 码
toolshed-pieces = 数量
toolshed-pick-up = 领取的地点和时间
toolshed-pick-up-hint = 所有人都能看到。
toolshed-send = 出借
toolshed-end = 不再出借
toolshed-end-named = 不再出借 { $what }
toolshed-desk = 待处理的借用
toolshed-is-reserved = 已预约
toolshed-is-out = 已借出
toolshed-hand-over = 已交给对方
toolshed-hand-over-named = { $what } 已交给对方
toolshed-back = 已归还
toolshed-back-named = { $what } 已归还
toolshed-drop = 取消预约
toolshed-drop-named = 取消 { $what } 的预约

## 任务旁边

toolshed-beside = 本任务可借的工具

## 结果

toolshed-flash-offered = 物品已上架。
toolshed-flash-ended = 物品已下架。
toolshed-flash-reserved = 已为你预约。
toolshed-flash-none-free = 已没有剩余，或者你已预约过一件。
toolshed-flash-given-up = 你的预约已结束。
toolshed-flash-handed-over = 已记录：物品已交给对方。
toolshed-flash-back = 已记录：物品可再次借用。
