### Lo que escriben los miembros: hilos, respuestas, reacciones, fijados, cierres y marcas de lectura.

## The feed of a circle

circles-talk-about = Sobre este círculo
circles-talk-title = Conversación
circles-talk-none = Nadie ha escrito aquí todavía
circles-talk-none-hint = Pregunta algo, cuenta lo que has encontrado o propón qué hacer juntos.
circles-talk-none-reader = Los miembros no han escrito nada todavía.
circles-talk-pinned-label = Hilos fijados
circles-talk-threads-label = Hilos, primero los de actividad más reciente
circles-talk-mark-read = Marcar todo como leído
circles-talk-replies =
    { $count ->
        [one] { $count } respuesta
        [many] { $count } de respuestas
       *[other] { $count } respuestas
    }
circles-talk-replies-none = Sin respuestas todavía
circles-talk-reactions =
    { $count ->
        [one] { $count } reacción
        [many] { $count } de reacciones
       *[other] { $count } reacciones
    }
circles-talk-new-count =
    { $count ->
        [one] { $count } nuevo
        [many] { $count } nuevos
       *[other] { $count } nuevos
    }
circles-talk-new-most = 99+ nuevos
circles-talk-new = Nuevo
circles-talk-pinned = Fijado
circles-talk-locked = Cerrado
circles-talk-kind-discussion = Conversación
circles-talk-kind-update = Novedad
circles-talk-kind-proposal = Propuesta
circles-talk-kind-evidence = Prueba
circles-talk-kind-decision = Decisión
circles-talk-state-in-review = Espera revisión
circles-talk-state-rejected = No aprobada por la revisión
circles-talk-state-held = Espera a la moderación
circles-talk-state-hidden = Oculta por la moderación
circles-talk-only-you = Solo la ven quien la escribió y la moderación del círculo.
circles-talk-hidden-reason = Motivo: { $reason }
circles-talk-appeal = Apelar

## Writing

circles-talk-write = Empezar un hilo
circles-talk-write-title = Empezar un hilo
circles-talk-heading = Título
circles-talk-text = Texto
circles-talk-text-hint = Puedes usar Markdown. Nombra a miembros con «@».
circles-talk-kind = Qué es
circles-talk-send = Publicar
circles-talk-reply = Responder
circles-talk-reply-to-thread = Responder al hilo
circles-talk-reply-label = Tu respuesta
circles-talk-reply-send = Enviar la respuesta
circles-talk-join-to-write = Únete al círculo para escribir en él.
circles-talk-locked-hint = Este hilo está cerrado: no admite más respuestas.
circles-talk-locked-moderator = Este hilo está cerrado: solo puede responder la moderación.
circles-talk-edit = Editar
circles-talk-edit-title = Editar la publicación
circles-talk-edit-hint = Quien lea la publicación podrá leer lo que decía antes. Las palabras cambiadas pasan otra vez la revisión.
circles-talk-edit-send = Guardar
circles-talk-cancel = Cancelar
circles-talk-delete = Eliminar
circles-talk-delete-title = Eliminar la publicación
circles-talk-delete-hint = Sus palabras y archivos desaparecen para siempre. Las respuestas se quedan.
circles-talk-draft-saved = Guardado solo en este navegador
circles-talk-draft-restored = Tu borrador, guardado solo en este navegador
circles-talk-draft-discard = Descartar el borrador

## A thread

circles-talk-back = Conversación
circles-talk-posts-label = Respuestas
circles-talk-permalink = Enlace a esta publicación
circles-talk-edited = editada
circles-talk-answers = responde a { $name }
circles-talk-answers-nobody = responde a una publicación anterior
circles-talk-deleted = Eliminada por quien la escribió
circles-talk-withheld = Esta publicación no se muestra
circles-talk-more = Más
circles-talk-react = Reaccionar
circles-talk-reactions-label = Reacciones
circles-talk-reaction-agree = De acuerdo
circles-talk-reaction-thanks = Gracias
circles-talk-reaction-celebrate = Lo celebro
circles-talk-reaction-curious = Me da curiosidad
circles-talk-reaction-concerned = Me preocupa
circles-talk-reaction-take = { $reaction }: { $count }, también la tuya. Retirarla
circles-talk-report = Denunciar
circles-talk-hide = Ocultar
circles-talk-show = Mostrarla de nuevo
circles-talk-approve = Dejarla pasar
circles-talk-pin = Fijar arriba
circles-talk-unpin = Dejar de fijar
circles-talk-lock = Cerrar el hilo
circles-talk-unlock = Reabrir el hilo
circles-talk-first-part = Desde el principio del hilo
circles-talk-versions-title = Lo que decía esta publicación
circles-talk-version = Versión { $version }
circles-talk-version-now = Versión { $version }, la de ahora

## Own posts

circles-own-title = Tus publicaciones en este círculo
circles-own-lead = Quien ve el círculo lee lo que escribiste aquí. Lo que elimines desaparece para siempre.
circles-own-untitled = Un hilo que no se muestra
circles-own-reply = Respuesta
circles-own-none = No tienes publicaciones en este círculo

## What was done

circles-flash-posted = Tu publicación ya está visible.
circles-flash-in-review = Tu publicación espera revisión. Hasta entonces solo la ven tú y la moderación del círculo.
circles-flash-held = La moderación del círculo mira tu primera publicación antes de que otros la vean.
circles-flash-edited = La publicación ha cambiado.
circles-flash-deleted = La publicación se ha eliminado.
circles-flash-marked = El hilo ha cambiado.
circles-field-too-deep =
    { $maximum ->
        [one] Las respuestas tienen como máximo { $maximum } nivel. Responde a una publicación anterior a esta.
        [many] Las respuestas tienen como máximo { $maximum } niveles. Responde a una publicación anterior a esta.
       *[other] Las respuestas tienen como máximo { $maximum } niveles. Responde a una publicación anterior a esta.
    }
circles-field-pins-most =
    { $maximum ->
        [one] Se puede fijar como máximo { $maximum } hilo. Quita otro primero.
        [many] Se pueden fijar como máximo { $maximum } hilos. Quita otro primero.
       *[other] Se pueden fijar como máximo { $maximum } hilos. Quita otro primero.
    }
circles-kind-post = Publicación en un círculo
