mailbox-title = Buzón
mailbox-about = Este equipo no envía correos. Lo que se habría enviado aparece aquí, solo para ti.
mailbox-to = Para
mailbox-only = Solo los correos para { $to }.
mailbox-all = Mostrar todos los correos
mailbox-empty = Todavía no hay correos
mailbox-empty-what = Los códigos y avisos aparecen aquí un momento después de enviarse.
