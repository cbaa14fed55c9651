### The fifteen domains, a closed list (DOMAIN §4).

kernel-domain-poverty-reduction = Poverty Reduction
kernel-domain-education-access = Education Access
kernel-domain-healthcare-improvement = Healthcare Improvement
kernel-domain-environmental-protection = Environmental Protection
kernel-domain-food-security = Food Security
kernel-domain-mental-health-wellbeing = Mental Health & Wellbeing
kernel-domain-community-building = Community Building
kernel-domain-disaster-response = Disaster Response
kernel-domain-digital-inclusion = Digital Inclusion
kernel-domain-human-rights = Human Rights
kernel-domain-clean-water-sanitation = Clean Water & Sanitation
kernel-domain-sustainable-energy = Sustainable Energy
kernel-domain-gender-equality = Gender Equality
kernel-domain-biodiversity-conservation = Biodiversity Conservation
kernel-domain-elder-care = Elder Care
