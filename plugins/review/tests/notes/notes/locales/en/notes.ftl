notes-kind-note = Note
