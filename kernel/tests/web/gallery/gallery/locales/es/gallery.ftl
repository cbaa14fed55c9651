gallery-title = Galería
gallery-map = Map
gallery-hello = Hola { $name }
gallery-problem-gallery-crooked-title = Crooked
gallery-problem-gallery-crooked-detail = Straighten it.
