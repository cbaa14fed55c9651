notes-kind-note = Nota
