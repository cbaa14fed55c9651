### Les quinze causes, une liste close.

kernel-domain-poverty-reduction = Lutte contre la pauvreté
kernel-domain-education-access = Accès à l’éducation
kernel-domain-healthcare-improvement = Amélioration des soins
kernel-domain-environmental-protection = Environnement
kernel-domain-food-security = Sécurité alimentaire
kernel-domain-mental-health-wellbeing = Santé mentale et bien-être
kernel-domain-community-building = Vie de quartier
kernel-domain-disaster-response = Secours en cas de catastrophe
kernel-domain-digital-inclusion = Inclusion numérique
kernel-domain-human-rights = Droits humains
kernel-domain-clean-water-sanitation = Eau potable et assainissement
kernel-domain-sustainable-energy = Énergie durable
kernel-domain-gender-equality = Égalité des genres
kernel-domain-biodiversity-conservation = Préservation de la biodiversité
kernel-domain-elder-care = Aide aux aînés
