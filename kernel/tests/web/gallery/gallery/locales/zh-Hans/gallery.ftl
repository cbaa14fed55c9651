gallery-title = 画廊
gallery-map = Map
gallery-hello = 你好 { $name }
gallery-problem-gallery-crooked-title = Crooked
gallery-problem-gallery-crooked-detail = Straighten it.
