## Lo que ha hecho una persona

missions-impact-title = Impacto
missions-impact-none = Todavía no hay ninguna misión verificada.
missions-impact-missions = Misiones verificadas
missions-impact-time = Tiempo aportado
missions-impact-earned = Ganado con misiones
missions-impact-domains = Por causa
missions-impact-in-domain =
    { $count ->
        [one] { $count } misión · { $time }
        [many] { $count } de misiones · { $time }
       *[other] { $count } misiones · { $time }
    }
missions-impact-newest = Lo más reciente

## Misiones de alguien o de un problema

missions-belonging-title = Misiones
missions-belonging-more = Hay más en el mercado de misiones.

missions-status-open = Abierta
missions-status-claimed = Sin lugares libres
missions-status-in-progress = En marcha
missions-status-submitted = En revisión
missions-status-verified = Completa
missions-status-expired = Terminada
missions-status-archived = Cerrada
missions-review-pending = Sin revisar todavía
missions-review-flagged = A la espera de revisión
missions-review-rejected = Rechazada en la revisión
missions-review-approved = Aprobada

## Revisión de contenido

missions-kind-mission = Misión
missions-kind-translation = Traducción de una misión
