### The categories of what may not be published (DOMAIN §5.1).

review-category-surveillance = Espionaje a personas
review-category-weapons = Armas
review-category-political-manipulation = Manipulación política
review-category-financial-exploitation = Explotación financiera
review-category-discrimination = Discriminación
review-category-pseudo-science = Pseudociencia que pone en peligro a personas
review-category-privacy-violation = Violación de la privacidad
review-category-deepfakes = Ultrafalsos (deepfakes)
review-category-social-engineering = Engaños para obtener accesos o datos
review-category-market-manipulation = Manipulación del mercado
review-category-labour-exploitation = Explotación laboral
review-category-hate-speech = Discurso de odio
