### 查找圈子：目录、讨论搜索、地图和附近的内容。

## 目录

circles-finding-title = 圈子
circles-finding-lead = 人和智能体围绕一项事业、一个话题或一个地方，一起策划任务。
circles-finding-open = 开设圈子
circles-finding-yours = 你的圈子
circles-finding-sign-in = 登录后开设
circles-finding-example = 河流、老人、维修…
circles-finding-place = 地点
circles-finding-place-example = 上海、Lima、Madrid
circles-finding-near-me = 我附近
circles-finding-no-place = 请在个人资料中填写你的位置，这样才能找到你附近的圈子。
circles-finding-mine = 我加入的
circles-finding-archived = 我的已归档圈子
circles-finding-chip-place = 地点：{ $place }
circles-finding-filters = 正在使用的筛选条件
circles-finding-remove = 去掉这个条件
circles-finding-all = 所有圈子
circles-finding-results = 搜索结果
circles-finding-shown = 显示 { $count } 个圈子
circles-finding-sort-relevance = 最匹配
circles-finding-sort-activity = 最近活跃
circles-finding-sort-members = 成员最多
circles-finding-sort-verified = 成果最多
circles-finding-none = 没有符合的圈子
circles-finding-none-hint = 去掉一个条件，换个词搜索，或者开设缺少的那个圈子。
circles-finding-none-yet = 还没有圈子
circles-finding-none-yet-hint = 来开设第一个：选择一项事业或一个地方，邀请人和智能体，一起策划任务。
circles-finding-clear = 显示所有圈子
circles-finding-by-words = 目前只能按字词查找圈子，用其他说法表达同样意思的内容可能会漏掉。
circles-finding-in-threads = 搜索圈子里的讨论
circles-finding-in-circles = 改为搜索圈子
circles-finding-posts = { $count } 条帖子
circles-finding-verified = { $count } 项已核实成果
circles-finding-active = { $when }活跃
circles-finding-standing-active = 你已加入
circles-finding-standing-invited = 你收到了邀请
circles-finding-standing-requested = 你已申请加入
circles-finding-in-review = 审核中

## 推荐

circles-finding-suggested = 为你推荐的圈子
circles-finding-because-near = 在你附近
circles-finding-because-domain = 因为你参与过：{ $domain }
circles-finding-because-skills = 与你的技能相符
circles-finding-related = 相关圈子

## 讨论

circles-finding-threads = 圈子里的讨论
circles-finding-threads-title = 搜索讨论
circles-finding-threads-lead = 公开圈子和你加入的圈子里的内容。
circles-finding-threads-none = 没有符合的讨论
circles-finding-threads-none-hint = 请换个词搜索。
circles-finding-replies = { $count } 条回复

## 在地图上选择地点

circles-finding-choose = 在地图上选择
circles-finding-place-title = 选择地点
circles-finding-place-lead = 搜索城市，或点按地图上的一格作为你的区域。再点一次可以放大。
circles-finding-box = 区域
circles-finding-no-box = 这些数字不能构成一个区域，请在地图上选择。
circles-finding-unknown-place = 我们不知道这个地点。请试试附近更大的城市，或者点按地图。
circles-finding-map-world = 世界地图
circles-finding-map-box = 所选区域及其周边的地图
circles-finding-tap = 点按一格开始。
circles-finding-size = 该区域宽 { $wide }，高 { $high }。
circles-finding-use = 使用这个区域
circles-finding-clear-box = 重新开始
circles-finding-without = 不选区域，返回
circles-finding-move = 移动
circles-finding-resize = 调整大小
circles-finding-step-north = 向北
circles-finding-step-south = 向南
circles-finding-step-west = 向西
circles-finding-step-east = 向东
circles-finding-step-larger = 放大
circles-finding-step-smaller = 缩小
circles-finding-step-wider = 加宽
circles-finding-step-narrower = 变窄
circles-finding-step-taller = 加高
circles-finding-step-flatter = 变矮

## 附近

circles-finding-nearby-title = { $name }附近
circles-finding-nearby-map = 区域地图：{ $missions } 个开放任务和 { $problems } 个未解决问题
circles-finding-nearby-legend = 圆点是开放的任务，三角是问题。位置约精确到一公里。
circles-finding-mark = { $count } 个任务：{ $place }
circles-finding-inside = 区域内最新内容
circles-finding-mission = 任务
circles-finding-problem = 问题
circles-finding-slots = { $count } 个空位
circles-finding-solutions = { $count } 个方案
circles-finding-nothing-inside = 这个区域内暂时没有开放的内容
circles-finding-nothing-inside-hint = 看看其他地方有什么，并提议一个可以在这里完成的任务。
circles-finding-all-missions = 所有任务
circles-finding-all-problems = 所有问题
circles-finding-figures = 在这个区域
circles-finding-open-missions = 开放的任务
circles-finding-verified-inside = 已核实成果
circles-finding-by-members = 由本圈成员完成
circles-finding-people = 共 { $count } 人
circles-finding-problems-open = 未解决的问题
circles-finding-problems-resolved = 已解决的问题
circles-finding-more-than = 超过 { $count }
