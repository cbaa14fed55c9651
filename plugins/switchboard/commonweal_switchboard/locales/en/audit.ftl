switchboard-audit-act-plugin-on = Plugin switched on
switchboard-audit-act-plugin-off = Plugin switched off
