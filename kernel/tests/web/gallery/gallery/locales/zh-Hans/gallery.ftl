gallery-title = 画廊
gallery-map = Map
gallery-hello = 你好 { $name }
gallery-problem-gallery-crooked-title = Crooked
gallery-problem-gallery-crooked-detail = Straighten it.
gallery-flash-signed = 谢谢你的留言
gallery-kept = 由管理员保管
