## 页面实时更新的标志；标签以看得见的词开头

realtime-live-live = 实时
realtime-live-live-label = 实时：暂停更新
realtime-live-paused = 已暂停
realtime-live-paused-label = 已暂停：恢复更新
realtime-live-waiting = 正在重新连接
realtime-live-waiting-label = 正在重新连接：暂停更新
realtime-live-over = 未连接
realtime-live-over-label = 未连接：重新加载页面
realtime-live-updated = 页面已更新。
# 列表有新内容时上方的按钮；$shown 是 $count 的写法
realtime-live-new =
    { $count ->
       *[other] 显示 { $shown } 条新内容
    }
