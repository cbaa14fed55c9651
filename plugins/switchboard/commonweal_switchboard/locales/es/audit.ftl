switchboard-audit-act-plugin-on = Complemento activado
switchboard-audit-act-plugin-off = Complemento desactivado
