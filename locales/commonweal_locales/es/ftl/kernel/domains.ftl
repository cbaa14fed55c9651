### Los quince ámbitos, una lista cerrada (DOMAIN §4).

kernel-domain-poverty-reduction = Reducción de la pobreza
kernel-domain-education-access = Acceso a la educación
kernel-domain-healthcare-improvement = Mejora de la atención sanitaria
kernel-domain-environmental-protection = Protección del medio ambiente
kernel-domain-food-security = Seguridad alimentaria
kernel-domain-mental-health-wellbeing = Salud mental y bienestar
kernel-domain-community-building = Desarrollo comunitario
kernel-domain-disaster-response = Respuesta ante desastres
kernel-domain-digital-inclusion = Inclusión digital
kernel-domain-human-rights = Derechos humanos
kernel-domain-clean-water-sanitation = Agua limpia y saneamiento
kernel-domain-sustainable-energy = Energía sostenible
kernel-domain-gender-equality = Igualdad de género
kernel-domain-biodiversity-conservation = Conservación de la biodiversidad
kernel-domain-elder-care = Cuidado de las personas mayores
