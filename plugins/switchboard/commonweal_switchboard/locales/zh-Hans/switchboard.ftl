## The pages of admins

switchboard-plugins = 插件
switchboard-lead = 已安装 { $count } 个插件。非必需的插件可以在应用运行时开启或关闭。
switchboard-attention = { $count } 个插件未运行
switchboard-group-attention = 需要处理
switchboard-group-off = 已关闭
switchboard-group-running = 运行中
switchboard-state-found = 已找到
switchboard-state-incompatible = 不兼容
switchboard-state-missing-dependency = 缺少依赖
switchboard-state-failed-import = 无法加载
switchboard-state-failed-setup = 启动失败
switchboard-state-disabled = 已关闭
switchboard-state-running = 运行中
switchboard-required = 必需
switchboard-by-organisation = 按组织开启
switchboard-reason = 原因：
switchboard-deployment = 在本平台
switchboard-required-hint = 应用离不开这个插件，因此保持开启。
switchboard-broken-hint = 它没有启动，因此无法开启或关闭。请先解决上面的问题，再重新启动应用。
switchboard-on-hint = 它对所有人开启。关闭之前，你会看到哪些插件会一起关闭。
switchboard-off-hint = 它对所有人关闭。数据会保留，排队的工作在重新开启后继续。
switchboard-off-with = 它依赖的 { $plugins } 已关闭，因此它也关闭。
switchboard-switch-on = 开启
switchboard-switch-off = 关闭
switchboard-switch-on-named = 开启 { $plugin }
switchboard-switch-off-named = 关闭 { $plugin }
switchboard-cancel = 保持不变
switchboard-followed = 已生效的进程
switchboard-followed-count = { $followed } / { $total }
switchboard-late = { $host } 上的 { $role }（进程 { $pid }）尚未生效
switchboard-under-way = 仍在进行
switchboard-parked = 等待重新开启
switchboard-parked-count = { $tasks } 个任务，{ $events } 个事件
switchboard-organisations = 各组织
switchboard-organisations-hint = 向组织提供之后，其所有者可以自行开启。
switchboard-organisation = 组织
switchboard-offered-to-all = 已向所有组织提供。
switchboard-offered-to-some = 未向所有组织提供。
switchboard-offer-all = 向所有组织提供
switchboard-withdraw-all = 撤回
switchboard-offer = 提供
switchboard-withdraw = 撤回提供
switchboard-slug = 向一个组织提供
switchboard-slug-hint = 组织页面地址的最后一部分，例如 clear-water。
switchboard-no-organisation = 没有地址是这个名称的组织。
switchboard-is-on = 已开启
switchboard-is-off = 已关闭
switchboard-is-offered = 已提供
switchboard-about = 关于此插件
switchboard-id = 标识
switchboard-version = 版本
switchboard-start = 启动用时
switchboard-seconds = { $seconds } 秒
switchboard-requires = 依赖
switchboard-required-by = 被依赖
switchboard-capabilities = 可使用
switchboard-none = 不使用内核服务
switchboard-locales = 语言
switchboard-hooks = { $count } 个钩子

switchboard-uses = 运行情况
switchboard-uses-hint = 所有进程自启动以来的合计。反复失败的部分每次会被跳过半分钟，除非应用离不开它。
switchboard-uses-none = 它的代码还没有被调用过。
switchboard-uses-hook = 钩子
switchboard-uses-routes = API
switchboard-uses-pages = 页面
switchboard-uses-slots = 其他页面中的位置
switchboard-uses-handlers = 事件处理
switchboard-uses-tasks = 任务
switchboard-uses-calls = 调用
switchboard-uses-failures = 失败
switchboard-uses-half = 一半不超过
switchboard-uses-most = 95 % 不超过
switchboard-uses-tripped = 已跳过
switchboard-milliseconds = { $milliseconds } 毫秒

## Before a switch

switchboard-confirm-on = 开启“{ $plugin }”？
switchboard-confirm-off = 关闭“{ $plugin }”？
switchboard-follow-off = 以下 { $count } 个插件依赖它，会一起关闭：{ $plugins }。
switchboard-follow-on = 以下 { $count } 个插件依赖它，会一起恢复：{ $plugins }。
switchboard-effect-routes = 一秒之内，所有进程中它的页面、链接和 API 都会返回“未找到”。
switchboard-effect-under-way = 进行中的请求和任务会完成。
switchboard-effect-work = 排队的任务和事件会等待，重新开启后继续。
switchboard-effect-data = 它的数据保持不变。

## The page of owners

switchboard-own = 你所在组织的插件
switchboard-own-lead = 你在这里开启的插件只供你组织的成员使用。
switchboard-own-open = 选择插件
switchboard-by-admins = 由本平台的管理员开启。
switchboard-nothing-offered = 暂时没有可用的插件
switchboard-nothing-offered-hint = 当本平台的管理员向你的组织提供插件时，你会在这里看到。

## Told once

switchboard-flash-on = 已开启。
switchboard-flash-off = 已关闭。
switchboard-flash-offered = 已提供。
switchboard-flash-withdrawn = 已撤回。已经开启的组织保持开启。

## Refusals

switchboard-problem-plugin-required-title = 此插件保持开启
switchboard-problem-plugin-required-detail = 应用离不开 { $plugins }。
switchboard-problem-plugin-not-running-title = 此插件没有启动
switchboard-problem-plugin-not-running-detail = { $plugins } 没有启动，因此无法开启或关闭：请先解决其原因，再重新启动应用。
switchboard-problem-plugin-needs-others-title = 它依赖的插件已关闭
switchboard-problem-plugin-needs-others-detail = 请先开启 { $plugins }。
switchboard-problem-plugin-scope-title = 它不按组织开启
switchboard-problem-plugin-scope-detail = { $plugins } 对整个平台开启或关闭：请不要填写组织。
switchboard-problem-plugin-has-dependants-title = 其他插件会一起变化
switchboard-problem-plugin-has-dependants-detail = { $plugins } 会一起变化。若接受，请将 with_dependants 设为 true。
