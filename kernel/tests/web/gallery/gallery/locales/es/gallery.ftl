gallery-title = Galería
gallery-map = Map
gallery-hello = Hola { $name }
gallery-problem-gallery-crooked-title = Crooked
gallery-problem-gallery-crooked-detail = Straighten it.
gallery-flash-signed = Gracias por tu línea
gallery-kept = Guardado por quien cuida
