# Las palabras de esta sala: textos, nombres, enlaces y archivos.

circles-words-mentions-most = { $most ->
    [0] Aquí no se puede nombrar a nadie con «@»: quita los nombres.
    [one] Nombra como máximo a { $most } miembro con «@».
    [many] Nombra como máximo a { $most } miembros con «@».
   *[other] Nombra como máximo a { $most } miembros con «@».
}
circles-words-mention-ambiguous = Varios miembros se llaman @{ $handle }. Escribe a cuál te refieres: { $choices }.

circles-words-file-unknown = Este archivo no es uno de los tuyos por enviar: súbelo de nuevo.
circles-words-files-most = Una publicación admite como máximo { $most } archivos: quita algunos.
