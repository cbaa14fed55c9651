## La señal en las páginas que siguen lo que ocurre; la etiqueta empieza con la palabra que se ve

realtime-live-live = En vivo
realtime-live-live-label = En vivo: pausar las novedades
realtime-live-paused = En pausa
realtime-live-paused-label = En pausa: reanudar las novedades
realtime-live-waiting = Reconectando
realtime-live-waiting-label = Reconectando: pausar las novedades
realtime-live-over = Sin conexión
realtime-live-over-label = Sin conexión: volver a cargar la página
realtime-live-updated = Esta página se actualizó.
# El botón sobre una lista que creció; $shown es $count tal como se escribe
realtime-live-new =
    { $count ->
        [one] Mostrar { $shown } novedad
        [many] Mostrar { $shown } novedades
       *[other] Mostrar { $shown } novedades
    }
