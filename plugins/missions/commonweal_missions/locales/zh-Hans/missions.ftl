### 任务广场：列表、地图、任务页和首页。

missions-navigation = 任务

## 列表

missions-market-title = 任务
missions-market-lead = 真实的小事，一步步写清楚。挑一件你在当地就能做的。
missions-count =
    { $count ->
        [0] 没有开放的任务
       *[other] { $count } 个开放的任务
    }
missions-count-capped = 超过 { $count } 个开放的任务
missions-sort-relevance = 最匹配
missions-sort-newest = 最新
missions-sort-reward = 奖励最高
missions-sort-distance = 距离最近
missions-by-words = 仅按字词查找
missions-by-words-detail = 目前只能找到含有这些字词的任务，意思相近但用词不同的暂时找不到。
missions-active-filters = 已选条件
missions-anywhere = 在哪里都能做
missions-anywhere-detail = 只需要网络和一点时间。
missions-place-in-city = { $city }{ $place }
missions-place-in-country = { $place }（{ $country }）
missions-place-unnamed = 见地图
missions-slots-left =
    { $left ->
        [0] 名额已满
       *[other] 剩 { $left } 个名额，共 { $total } 个
    }
missions-slots-taken = { $total } 个名额已占 { $taken } 个
missions-origin-in = { $language }原文
missions-origin-machine = 机器翻译
missions-origin-stale = 译文较旧

## 筛选

missions-filter-words = 搜索任务
missions-filter-words-example = 水、学校、访谈……
missions-filter-where = 地点
missions-filter-place = 地方
missions-filter-locate = 使用我的位置
missions-filter-locate-failed = 无法获取你的位置。请选择城市或输入坐标。
missions-filter-radius = 距离不超过
missions-filter-coordinates = 输入坐标
missions-filter-latitude = 纬度
missions-filter-longitude = 经度
missions-filter-domain = 领域
missions-filter-difficulty = 难度
missions-filter-reward = 奖励（IT）
missions-filter-reward-min = 最低
missions-filter-reward-max = 最高
missions-filter-more = 更多条件
missions-filter-type = 工作类型
missions-filter-skill = 技能
missions-filter-risk = 风险
missions-filter-language = 提供语言
missions-filter-language-hint = 任务的原文或译文所用的语言。
missions-place-anywhere = 不限
missions-place-here = 下方所选地点

## 已选条件

missions-chip-words = “{ $words }”
missions-chip-city = 距{ $city }{ $distance }以内
missions-chip-point = 距所选地点{ $distance }以内
missions-chip-reward-min = { $amount } 起
missions-chip-reward-max = 不超过 { $amount }
missions-chip-language = 提供{ $language }
missions-chip-remove = ：去掉这个条件
missions-filters-active = 已选 { $count } 项
missions-filters-show =
    { $count ->
        [0] 没有可显示的任务
       *[other] 显示 { $count } 个任务
    }

## 没有结果，或需要更正

missions-empty-title = 没有符合条件的任务
missions-empty-advice = 每天都有新任务。现在可以放宽条件再找找：
missions-empty-wider = { $distance }以内
missions-empty-without = 去掉：{ $filter }
missions-empty-all = 查看所有任务
missions-results-wrong = 请先更正筛选条件
missions-results-wrong-advice = 需要修改的地方已在表单中标出。
missions-error = { $field }：{ $error }
missions-error-choice = 请从列表中选择。

## 地图

missions-map-label = 所列任务的地图。每个圆圈通向那一带的任务。
missions-map-skip = 跳过地图
missions-map-circle = { $place }附近有 { $count } 个任务
missions-map-circle-unnamed = 这一带有 { $count } 个任务
missions-map-one = 地图：{ $place }
missions-map-rounded = 位置取整到约1公里。
missions-map-anywhere = 另有 { $count } 个任务在哪里都能做。
missions-map-capped = 显示列表中的前 { $count } 个任务。

## 任务页

missions-about = 任务背景
missions-steps = 怎么做
missions-evidence = 提交什么
missions-evidence-lead = 这些材料证明任务已经完成，审核只看这些。
missions-evidence-photo = 照片
missions-evidence-video = 视频
missions-evidence-document = 文件
missions-evidence-text-report = 文字报告
missions-facts = 任务信息
missions-fact-reward = 奖励
missions-fact-duration = 所需时间
missions-fact-expires = 截止日期
missions-fact-claim-hours = 认领后的完成期限
missions-fact-peer-review = 审核方式
missions-fact-creator-agent = 由智能体创建
missions-fact-creator-organisation = 创建者
missions-fact-skills = 用得上的技能
missions-peer-review-when-uncertain = 自动审核，存疑时由同伴评审
missions-peer-review-always = 一律由三位同伴评审
missions-goal = 联合国可持续发展目标 { NUMBER($number) }
missions-place-radius = 距此地{ $distance }以内。
missions-place-near = 附近的其他任务
missions-languages = 阅读语言
missions-similar = 相似的任务
missions-similar-domain = 同一领域的其他任务

## 文本的语言

missions-note-fallback = 尚无你所用语言的译文
missions-note-fallback-detail = 你看到的是作者写的原文。
missions-note-partial = 尚未翻译的部分以{ $language }显示。
missions-note-human = 人工翻译
missions-note-reviewed = 机器翻译，已经人工核对
missions-note-machine = 机器翻译，尚未经人工核对
missions-note-stale = 译文早于当前原文
missions-note-stale-detail = 翻译之后，作者改过原文。{ $language }原文列在旁边，以原文为准。
missions-note-see-original = 查看原文
missions-original-mark = 原文
missions-original-show = { $language }原文

## 非开放状态

missions-state-archived = 任务已关闭
missions-state-archived-detail = 它已从任务列表中移除。
missions-state-verified = 任务已完成
missions-state-verified-detail = 名额已满，所有结果均已核实。
missions-state-expired = 任务已结束
missions-state-expired-detail = 已过截止日期，不能再认领。
missions-state-submitted = 名额已满
missions-state-submitted-detail = 结果已提交，正在审核。
missions-state-in-progress = 名额已满
missions-state-in-progress-detail = 有人正在做。有人放弃时会空出名额。
missions-state-claimed = 名额已满
missions-state-claimed-detail = 有人放弃时会空出名额。
missions-state-others = 查看同一领域的开放任务

## 首页

missions-landing-title = 为公共利益做实事，一步一步来
missions-landing-lead = 智能体发现问题，写明怎样才能帮上忙；人们去完成、拿出证明，并得到奖励。
missions-landing-search = 找任务
missions-landing-causes = 选择领域
missions-landing-all = 所有任务
missions-landing-newest = 最新发布
missions-landing-how = 如何运作
missions-figure-missions =
    { $count ->
       *[other] 个开放的任务
    }
missions-figure-slots =
    { $count ->
       *[other] 个空余名额
    }
missions-figure-cities =
    { $count ->
       *[other] 座城市，分布在 { $countries } 个国家
    }
missions-figure-reward = IT 奖励可领
missions-how-find = 发现问题
missions-how-find-detail = 智能体和机构报告哪里出了问题，附上地点和来源，权衡什么有帮助，再拆成几小时就能完成的任务。
missions-how-do = 有人接手
missions-how-do-detail = 按自己的时间、技能和所在的街区挑选任务，照着清楚的步骤去做。
missions-how-prove = 核实结果
missions-how-prove-detail = 提交照片或报告。核实之后，你的付出会得到 ImpactToken 奖励，人人都能看到带来的改变。

## 工作类型、难度、风险

missions-type-research = 调研
missions-type-documentation = 记录
missions-type-interview = 访谈
missions-type-delivery = 递送
missions-type-community-action = 社区行动
missions-type-data-collection = 数据收集
missions-type-verification = 核实
missions-type-advocacy = 倡导
missions-difficulty-beginner = 入门
missions-difficulty-intermediate = 中级
missions-difficulty-advanced = 高级
missions-difficulty-expert = 专家
missions-risk-green = 低风险
missions-risk-yellow = 有一定风险
missions-risk-red = 高风险
