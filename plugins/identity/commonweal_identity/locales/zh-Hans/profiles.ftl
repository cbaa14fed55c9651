### 个人资料与入门引导。

identity-profile = 个人资料
identity-profile-complete = 你的资料完整度为 { $percent }%
identity-profile-missing = 还可以补充：
identity-profile-missing-skills = 选择技能（+{ $weight }%）
identity-profile-missing-languages = 填写你会的语言（+{ $weight }%）
identity-profile-missing-city = 填写城市和国家（+{ $weight }%）
identity-profile-missing-location = 设置位置，以便查找附近的任务（+{ $weight }%）
identity-profile-missing-availability = 填写通常有空的时间（+{ $weight }%）
identity-profile-missing-email = 确认电子邮箱（+{ $weight }%）
identity-profile-missing-bio = 写几句自我介绍（+{ $weight }%）
identity-profile-missing-time-zone = 选择时区（+{ $weight }%）
identity-profile-edit = 编辑个人资料
identity-profile-public = 查看他人看到的资料
identity-profile-about-you = 关于你
identity-profile-bio = 自我介绍
identity-profile-bio-hint = 最多 500 个字符，所有人可见。
identity-profile-skills = 技能
identity-profile-skills-hint = 选择你擅长的事，便于找到合适的任务。
identity-profile-other-skills = 其他技能
identity-profile-other-skills-hint = 用逗号分隔。
identity-profile-languages = 你会的语言
identity-profile-languages-hint = 可选一种或多种，最多 20 种。在电脑上按住 Ctrl 或 ⌘ 可多选。
identity-profile-place = 你在哪里
identity-profile-place-hint = 城市和国家会显示在个人资料中。确切位置不会向任何人显示，只用于查找附近的内容。
identity-profile-city = 城市
identity-profile-country = 国家或地区
identity-profile-latitude = 纬度
identity-profile-longitude = 经度
identity-profile-here = 使用当前位置
identity-profile-here-failed = 设备未能提供位置。请手动输入。
identity-profile-radius = 愿意前往的距离（公里）
identity-profile-radius-hint = 5 至 50 公里。
identity-profile-when = 时间与语言
identity-profile-availability = 通常有空的时间
identity-profile-availability-hint = 这不是承诺，每个任务你都可以重新决定。
identity-profile-time-zone = 时区
identity-profile-locale = 页面和邮件的语言
identity-profile-privacy = 他人可见的内容
identity-profile-portfolio = 你的公开页面
identity-portfolio-public = 所有人可见
identity-portfolio-private = 仅自己可见
identity-portfolio-hint = 其中显示你的名字、介绍、技能和所做的事。
identity-profile-accepts-reviews = 我愿意评审他人的证据
identity-profile-accepts-reviews-hint = 达到“贡献者”等级后会收到邀请，每次评审获得 3 IT。
identity-none = 未填写
identity-person-own-public = 所有人都能看到此页面。
identity-person-own-private = 只有你能看到此页面。
identity-invitation-open = 答复邀请
identity-flash-profile-saved = 个人资料已保存。
identity-flash-orientation-finished = 做得好！你已完成入门引导。
identity-orientation = 入门引导
identity-orientation-lead = 开始第一个任务之前的五个小步骤。完成后可获得 10 IT。
identity-orientation-done = 已完成 { $done } / { $steps } 步
identity-orientation-step = 第 { $number } 步，共 { $steps } 步
identity-orientation-next = 回答并继续
identity-orientation-finish = 回答并完成
identity-orientation-read-on = 继续
identity-orientation-again = 再次阅读：
identity-orientation-wrong = 不太对。请再读一遍，然后重新选择。
identity-orientation-finished = 你已了解一切
identity-orientation-finished-text = 现在去找一个适合你时间和地点的任务吧。
identity-orientation-missions = 查找任务
identity-orientation-missions-title = 任务如何进行
identity-orientation-missions-text =
    每个任务都是一项步骤清晰的工作。领取后，你占用其中一个名额，期限随即开始计算，通常为七天。

    你可以同时持有三个任务。如果临时有事，24 小时内放弃不会有任何影响；之后放弃则会计入记录，因为别人本可以使用这个名额。

    完成后，提交任务要求的证据。证据经过核查，随后你会获得报酬。
identity-orientation-missions-question = 领取任务后，什么会开始？
identity-orientation-missions-answer-deadline = 提交证据的期限
identity-orientation-missions-answer-slots = 什么也没有：想领多少就领多少
identity-orientation-missions-answer-anytime = 什么也没有：随时都能提交
identity-orientation-safety-title = 安全第一
identity-orientation-safety-text =
    没有任何任务值得你受伤。领取之前请阅读任务的风险说明：黄色和红色任务会写明注意事项，你需要确认已经读过。

    尽量在白天前往，告诉别人你在哪里，并留在公共区域。如果某个地方或某个人让你感到不安，请停下来离开。你随时可以放弃任务。

    遇到紧急情况，请先拨打当地的紧急电话。没有监护人在场，不要向儿童提出任何请求。
identity-orientation-safety-question = 某个地方让你觉得不安全。你会怎么做？
identity-orientation-safety-answer-push = 继续做，因为已经领取了
identity-orientation-safety-answer-stop = 停下来离开，必要时放弃任务
identity-orientation-safety-answer-alone = 夜里安静时再独自回来
identity-orientation-evidence-title = 证据与隐私
identity-orientation-evidence-text =
    证据用来说明工作已经完成：在任务的地点和时间内拍摄的照片、文件或报告。请使用你自己拍摄、未经修改的图片；复制品会被发现。

    拍摄他人之前请先征得同意，并说明用途。不要拍到儿童的面部、车牌、证件，以及任何别人不愿公开的内容。

    文件中的隐藏信息（例如确切位置）会从他人能看到的所有副本中移除。原件保持私密。
identity-orientation-evidence-question = 你想拍摄正在工作的邻居。首先要做什么？
identity-orientation-evidence-answer-faces = 靠近一些，让面部清晰可辨
identity-orientation-evidence-answer-consent = 征得同意，并说明照片的用途
identity-orientation-evidence-answer-edited = 在网上找一张更好的图片
identity-orientation-reviews-title = 评审与公平
identity-orientation-reviews-text =
    当自动核查无法确定时，会有三个人分别查看你的证据，彼此互不知情。他们与你没有关系：没有合作过，没有互相推荐过，也不在同一组织。

    如果你成为评审者，请不要着急，根据所见作出判断，并用一两句话说明理由。公正的“不通过”比客气的“通过”更有帮助。

    如果证据被拒而你不同意，可以申诉一次，由未参与此事的人决定。
identity-orientation-reviews-question = 谁来评审你的证据？
identity-orientation-reviews-answer-friends = 我挑选的朋友
identity-orientation-reviews-answer-own = 我自己
identity-orientation-reviews-answer-strangers = 与我没有关系的人
identity-orientation-tokens-title = 代币与限制
identity-orientation-tokens-text =
    完成经核实的任务和评审可以获得影响力代币（IT）。它们是积分：可以用来为方案投票或突出显示内容，但不能出售、转赠或兑换成钱。

    坚持会有回报：连续参与的天数会提高任务报酬，信誉则会带来更多权利，例如参与评审。

    为了公平，存在一些限制，例如同时最多三个任务、每小时最多提交十次证据。你的账单会列出每一笔收入和支出。
identity-orientation-tokens-question = 影响力代币是什么？
identity-orientation-tokens-answer-points = 可在此使用、没有现金价值的积分
identity-orientation-tokens-answer-money = 可以提现的钱
identity-orientation-tokens-answer-transfer = 可以送给朋友的礼物
identity-day-mon = 周一
identity-day-tue = 周二
identity-day-wed = 周三
identity-day-thu = 周四
identity-day-fri = 周五
identity-day-sat = 周六
identity-day-sun = 周日
identity-part-morning = 上午
identity-part-afternoon = 下午
identity-part-evening = 晚上
identity-skill-active-listening = 倾听
identity-skill-attention-to-detail = 细心
identity-skill-desk-research = 资料检索
identity-skill-driving = 驾驶
identity-skill-facilitation = 主持讨论
identity-skill-first-aid = 急救
identity-skill-gardening = 园艺
identity-skill-graphic-design = 平面设计
identity-skill-hosting = 接待
identity-skill-interviewing = 访谈
identity-skill-logistics = 物流
identity-skill-mapping = 绘制地图
identity-skill-note-taking = 做笔记
identity-skill-observation = 观察
identity-skill-oral-history = 口述史
identity-skill-phone-calls = 打电话
identity-skill-photography = 摄影
identity-skill-plain-language = 浅白写作
identity-skill-public-speaking = 公开演讲
identity-skill-repair = 修理
identity-skill-smartphone-basics = 手机基础
identity-skill-spreadsheets = 电子表格
identity-skill-teaching = 教学
identity-skill-translation = 翻译
identity-skill-water-testing = 水质检测
identity-skill-web-accessibility = 网页无障碍
identity-skill-working-with-children = 与儿童相处
identity-skill-writing = 写作
