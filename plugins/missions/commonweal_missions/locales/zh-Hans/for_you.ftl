### 适合读者的任务。

missions-for-you = 适合你的任务
missions-for-you-lead = 与你的技能、语言和所在地相符的开放任务。
missions-for-you-all = 查看全部
missions-for-you-fits = 你会的技能：
missions-for-you-hint = 写下你会做什么，适合你的任务就会出现在这里。
missions-for-you-profile = 添加技能
missions-for-you-profile-edit = 编辑个人资料
missions-for-you-by-skills = 仅按技能查找
missions-for-you-by-skills-detail = 目前只能比较技能，适合你但没有写明技能的任务暂时找不到。
missions-for-you-no-skills = 你会做什么？
missions-for-you-none = 目前没有适合你的任务
missions-for-you-none-advice = 你附近没有需要你所会技能的开放任务。每天都有新任务，也可以看看更远的地方。
