gallery-title = Gallery
gallery-map = Map
gallery-hello = Hello { $name }
gallery-problem-gallery-crooked-title = Crooked
gallery-problem-gallery-crooked-detail = Straighten it.
gallery-flash-signed = Thank you for your line
gallery-kept = Kept by the keeper
