switchboard-audit-act-plugin-on = 插件已开启
switchboard-audit-act-plugin-off = 插件已关闭
