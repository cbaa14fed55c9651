### Reputation: what people read.

reputation-kind-endorsement = Recomendación
