# Las palabras de esta sala: textos, nombres, enlaces y archivos.

circles-words-mentions-most = { $most ->
    [0] Aquí no se puede nombrar a nadie con «@»: quita los nombres.
    [one] Nombra como máximo a { $most } miembro con «@».
    [many] Nombra como máximo a { $most } miembros con «@».
   *[other] Nombra como máximo a { $most } miembros con «@».
}
circles-words-mentions-before = Con quienes ya nombró antes, esta publicación nombra a más miembros de los permitidos. Nómbralos en una respuesta.
circles-words-mention-ambiguous = Varios miembros se llaman @{ $handle }. Escribe a cuál te refieres: { $choices }.

circles-words-file-unknown = Este archivo no es uno de los tuyos por enviar: súbelo de nuevo.
circles-words-files-most = Una publicación admite como máximo { $most } archivos: quita algunos.

# Por qué no se acepta un archivo.
circles-words-file-kind = Junto a una publicación solo caben imágenes JPEG, PNG y WebP, PDF, y texto o CSV en UTF-8.
circles-words-file-broken = El archivo está dañado o incompleto: ábrelo en tu dispositivo, guárdalo de nuevo y sube esa copia.
circles-words-file-pixels = La imagen tiene más de { $most } millones de píxeles: hazla más pequeña.
circles-words-file-two-things = Este archivo lleva otro dentro: sube solo la imagen o el documento.
circles-words-file-large = Un archivo puede tener como máximo { $most } MB: hazlo más pequeño.
circles-words-file-empty = El archivo está vacío: elige otro.
circles-words-file-waiting = { $most ->
    [one] Aquí tienes { $most } archivo que espera su publicación: envíalo o retíralo antes.
    [many] Aquí tienes { $most } archivos que esperan su publicación: envíalos o retira algunos antes.
   *[other] Aquí tienes { $most } archivos que esperan su publicación: envíalos o retira algunos antes.
}

# Archivos junto a una publicación y en su formulario.
circles-words-picture-undescribed = Imagen: { $name }
circles-words-size = { $kilobytes } kB
circles-words-files-add = Añadir imágenes o archivos
circles-words-files-kept = Archivos que acompañarán la publicación
circles-words-files-label = Imágenes y archivos
circles-words-files-hint = { $most ->
    [one] { $most } archivo de hasta { $megabytes } MB: JPEG, PNG, WebP, PDF, texto o CSV. Se borra dónde se tomó una imagen.
    [many] Hasta { $most } archivos de { $megabytes } MB cada uno: JPEG, PNG, WebP, PDF, texto o CSV. Se borra dónde se tomó una imagen.
   *[other] Hasta { $most } archivos de { $megabytes } MB cada uno: JPEG, PNG, WebP, PDF, texto o CSV. Se borra dónde se tomó una imagen.
}
circles-words-files-description = Qué muestran
circles-words-files-description-hint = Para quienes no pueden verlos.

# Páginas nuestras que un texto enlaza.
circles-words-cards-label = Páginas enlazadas
circles-words-kind-problem = Problema
circles-words-kind-solution = Solución
circles-words-kind-mission = Misión
circles-words-kind-circle = Círculo
circles-words-state-active = abierto
circles-words-state-being-addressed = en marcha
circles-words-state-resolved = resuelto
circles-words-state-archived = archivado
circles-words-state-proposed = propuesta
circles-words-state-debating = en debate
circles-words-state-ready-for-action = lista para actuar
circles-words-state-in-progress = en curso
circles-words-state-completed = completada
circles-words-state-abandoned = abandonada
circles-words-state-open = abierta
circles-words-state-claimed = sin cupos libres
circles-words-state-submitted = en revisión
circles-words-state-verified = completada
circles-words-state-expired = terminada
