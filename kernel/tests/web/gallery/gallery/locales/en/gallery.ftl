gallery-title = Gallery
gallery-map = Map
gallery-hello = Hello { $name }
gallery-problem-gallery-crooked-title = Crooked
gallery-problem-gallery-crooked-detail = Straighten it.
