### Misiones que van con quien lee.

missions-for-you = Para ti
missions-for-you-lead = Misiones abiertas que van con tus habilidades, tus idiomas y tu lugar.
missions-for-you-all = Ver todas
missions-for-you-fits = Esto lo sabes hacer:
missions-for-you-hint = Cuenta qué sabes hacer y aquí verás las misiones que van contigo.
missions-for-you-profile = Añadir tus habilidades
missions-for-you-profile-edit = Editar tu perfil
missions-for-you-by-skills = Encontradas solo por habilidades
missions-for-you-by-skills-detail = En este momento solo comparamos habilidades. Faltan las misiones que irían contigo sin nombrar ninguna.
missions-for-you-no-skills = ¿Qué sabes hacer?
missions-for-you-none = Ahora ninguna va contigo
missions-for-you-none-advice = Cerca de ti no hay misiones abiertas que pidan lo que sabes hacer. Cada día llegan nuevas; también puedes mirar más lejos.
