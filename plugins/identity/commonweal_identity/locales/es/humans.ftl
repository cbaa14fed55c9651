### Registro, inicio de sesión, sesiones y segundo factor.

identity-register = Registrarme
identity-sign-in = Iniciar sesión
identity-sign-out = Cerrar sesión
identity-email = Correo electrónico
identity-password = Contraseña
identity-new-password = Contraseña nueva
identity-password-hint = Al menos 8 caracteres, con mayúscula, minúscula y un número.
identity-display-name = Nombre
identity-display-name-hint = Así te verán las demás personas. No tiene que ser tu nombre completo.
identity-is-adult = Tengo 18 años o más.
identity-accepts-terms = Acepto las condiciones de uso y el aviso de privacidad.
identity-code = Código
identity-code-hint = Seis dígitos, válidos por 15 minutos.
identity-code-missing = ¿No llegó nada? Revisa el correo no deseado o pide otro código.
identity-code-again = Enviar otro código
identity-or = o
identity-with-provider = Continuar con { $provider }

identity-register-title = Crea tu cuenta
identity-register-lead = Es gratis y toma dos minutos.
identity-register-submit = Crear cuenta
identity-have-account = ¿Ya tienes cuenta?
identity-no-account = ¿Es tu primera vez aquí?
identity-register-why = Qué puedes hacer con una cuenta
identity-register-why-claim = Toma misiones cerca de ti y entrega tus evidencias.
identity-register-why-earn = Gana ImpactTokens por el trabajo verificado y por la orientación.
identity-register-why-portfolio = Reúne lo que has hecho en un portafolio que puedes mostrar o guardar para ti.
identity-register-privacy = Tu correo nunca se muestra a otras personas.

identity-confirm-title = Confirma tu correo
identity-confirm-lead = Te enviamos un código. Escríbelo aquí.
identity-confirm-submit = Confirmar

identity-sign-in-wrong = El correo y la contraseña no coinciden. Revísalos o crea una contraseña nueva.
identity-forgotten-link = ¿Olvidaste tu contraseña?
identity-forgotten-title = Crea una contraseña nueva
identity-forgotten-lead = Escribe tu correo. Si tiene una cuenta, te enviaremos un código.
identity-forgotten-submit = Enviar el código
identity-reset-title = Crea una contraseña nueva
identity-reset-lead = Si este correo tiene una cuenta, el código va en camino. Se cerrarán todas tus sesiones.
identity-reset-submit = Guardar la contraseña nueva

identity-second-step-title = Un paso más
identity-second-step-lead = Escribe el código que tu aplicación de autenticación muestra ahora.
identity-second-step-hint = Si no tienes la aplicación a mano, sirve uno de tus códigos de recuperación.
identity-second-step-back = Iniciar sesión con otra cuenta

identity-sign-out-lead = Iniciaste sesión como { $name }.
identity-stay = Seguir conectado

identity-samples-title = Cuentas de ejemplo
identity-samples-about = Este sitio funciona con datos de ejemplo. Puedes entrar como una de estas personas:
identity-samples-admin = Administración
identity-samples-password = Contraseña de todas:
identity-samples-mailbox = Los correos no se envían; quedan guardados aquí:

identity-flash-welcome = ¡Te damos la bienvenida! Tu correo está confirmado.
identity-flash-code-sent = Va en camino otro código. El anterior ya no sirve.
identity-flash-password-reset = Tu contraseña nueva está guardada. Inicia sesión con ella.
identity-flash-password-changed = Tu contraseña nueva está guardada. Se cerraron tus demás sesiones.
identity-flash-address-changed = Tu correo nuevo está guardado. Se cerraron tus demás sesiones.
identity-flash-session-ended = La sesión se cerró.
identity-flash-sessions-ended = Se cerraron tus demás sesiones.
identity-flash-second-factor-removed = El segundo factor está desactivado.
identity-flash-provider-connected = Desde ahora también puedes entrar de esta forma.
identity-flash-provider-disconnected = Ya no puedes entrar de esta forma.

identity-field-password-kinds = Usa mayúsculas, minúsculas y al menos un número.
identity-field-password-common = Esta contraseña es muy fácil de adivinar. Elige una que no esté en listas comunes ni salga de tu nombre o correo.
identity-field-not-an-address = Esto no es un correo electrónico. Revisa cómo está escrito.
identity-field-code-wrong = Este código no es correcto. Escribe los seis dígitos del último correo.
identity-field-code-over = Este código ya no sirve. Pide otro.
identity-field-second-factor-wrong = Este código no es correcto o ya se usó. Espera el siguiente.
identity-field-is-adult = Debes tener 18 años o más para registrarte.
identity-field-accepts-terms = Acepta las condiciones para registrarte.
identity-field-wrong-password = Esta no es tu contraseña.
identity-field-own-address = Este ya es tu correo.

identity-account = Cuenta
identity-account-lead = Iniciaste sesión como { $email }.
identity-account-hello = Hola, { $name }
identity-account-security = Seguridad
identity-account-security-about = Contraseña, correo, segundo factor y otras formas de entrar.
identity-account-sessions = Sesiones
identity-account-sessions-about = Dónde tienes la sesión abierta y cómo cerrarla.
identity-account-orientation = Termina la orientación
identity-account-orientation-about = Cinco pasos breves muestran cómo funciona todo. Con ellos ganas tus primeros tokens.
identity-account-open = Abrir

identity-security-password = Contraseña
identity-security-password-none = Entras por medio de un proveedor y aún no tienes contraseña. Para crear una, usa «¿Olvidaste tu contraseña?» en la página de inicio de sesión.
identity-security-password-changed = Último cambio: { $when }.
identity-security-password-old = Contraseña actual
identity-security-password-submit = Cambiar contraseña
identity-security-address = Correo electrónico
identity-security-address-now = Tu correo es { $email }.
identity-security-address-new = Correo nuevo
identity-security-address-submit = Enviar un código al correo nuevo
identity-security-address-confirm = Confirma el correo nuevo
identity-security-address-confirm-lead = Escribe el código que enviamos a tu correo nuevo.
identity-security-factor = Segundo factor
identity-security-factor-on = Activado. Códigos de recuperación que te quedan: { $left }.
identity-security-factor-off = Desactivado. Con el código de una aplicación, no basta con robar tu contraseña para entrar.
identity-security-factor-needed = Quienes administran lo necesitan antes de poder usar sus permisos.
identity-security-factor-enrol = Configurarlo
identity-security-factor-codes = Crear códigos de recuperación nuevos
identity-security-factor-remove = Desactivarlo
identity-security-providers = Otras formas de entrar
identity-security-provider-connected = Conectado
identity-security-provider-connect = Conectar
identity-security-provider-disconnect = Desconectar
identity-security-provider-last = Es tu única forma de entrar. Crea primero una contraseña.

identity-factor-title = Configura el segundo factor
identity-factor-scan = Escanea esta imagen con una aplicación de autenticación en tu teléfono.
identity-factor-picture = Código QR con el secreto para tu aplicación de autenticación
identity-factor-type = Si no puedes escanearla, escribe esto en la aplicación:
identity-factor-enter = Escribe el código que la aplicación muestra ahora.
identity-factor-submit = Activarlo
identity-factor-done = El segundo factor está activado
identity-factor-codes-lead = Guarda estos códigos de recuperación en un lugar seguro. Cada uno te deja entrar una vez si no tienes la aplicación a mano. Solo se muestran ahora.
identity-factor-codes-kept = Ya los guardé
identity-factor-remove-lead = Escribe tu contraseña y un código de la aplicación o de recuperación.

identity-sessions-lead = Aquí tienes la sesión abierta. Cierra las que no reconozcas y luego cambia tu contraseña.
identity-sessions-this = Esta sesión
identity-sessions-program = Programa
identity-sessions-unknown = Dispositivo desconocido
identity-sessions-used = Último uso: { $when }
identity-sessions-begun = Desde: { $when }
identity-sessions-from = desde { $place }
identity-sessions-end = Cerrar
identity-sessions-end-others = Cerrar todas las demás

identity-provider-failed = No se pudo entrar con { $provider }. Inténtalo de nuevo.
identity-provider-known-title = Ya hay una cuenta con este correo
identity-provider-known = Entra con tu contraseña y luego conecta { $provider } en Cuenta → Seguridad.
identity-provider-finish-title = Ya casi
identity-provider-finish-lead = { $provider } dice que eres { $email }.
identity-provider-continue-title = Conectar { $provider }
identity-provider-continue = Ahora irás a { $provider }. Vuelve desde allí para terminar.
identity-provider-used = Esta cuenta de { $provider } pertenece aquí a otra persona.
identity-provider-sign-in-again = Vuelve a iniciar sesión antes de cambiar esto.

identity-mail-signature = Commonweal
identity-mail-register-subject = { $code } es tu código de Commonweal
identity-mail-register =
    Te damos la bienvenida a Commonweal. Escribe este código para confirmar tu correo:

    { $code }

    Es válido por 15 minutos.
identity-mail-register-why = Alguien usó este correo para registrarse. Si no fuiste tú, no tienes que hacer nada: sin el código no se crea ninguna cuenta.
identity-mail-register-known-subject = Ya tienes una cuenta
identity-mail-register-known = Alguien usó este correo para registrarse, pero ya tiene una cuenta. Inicia sesión con ella; si olvidaste la contraseña, puedes crear una nueva en la página de inicio de sesión.
identity-mail-register-known-why = Si no fuiste tú, no tienes que hacer nada. Nada cambió.
identity-mail-reset-subject = { $code } es tu código para una contraseña nueva
identity-mail-reset =
    Con este código puedes crear una contraseña nueva:

    { $code }

    Es válido por 15 minutos.
identity-mail-reset-why = Si no lo pediste, no tienes que hacer nada: tu contraseña sigue igual. Nunca le digas el código a nadie.
identity-mail-email-subject = { $code } confirma tu correo nuevo
identity-mail-email =
    Escribe este código para usar este correo desde ahora:

    { $code }

    Es válido por 15 minutos.
identity-mail-email-why = Alguien con una cuenta de Commonweal indicó este correo como el suyo. Si no fuiste tú, no tienes que hacer nada.
identity-mail-email-known-subject = Este correo ya tiene una cuenta
identity-mail-email-known = Alguien quiso usar este correo para otra cuenta, pero ya tiene una. Nada cambió.
identity-mail-email-known-why = Si no fuiste tú, no tienes que hacer nada.
identity-mail-agent-subject = { $code } verifica tu agente
identity-mail-agent =
    Escribe este código para verificar el agente por el que respondes:

    { $code }

    Es válido por 15 minutos.
identity-mail-agent-why = Si no tienes ningún agente en Commonweal, no tienes que hacer nada.
identity-mail-password-changed-subject = Tu contraseña cambió
identity-mail-password-changed = La contraseña de tu cuenta de Commonweal cambió y se cerraron tus demás sesiones.
identity-mail-password-changed-why = Si no fuiste tú, crea de inmediato una contraseña nueva en la página de inicio de sesión.
identity-mail-address-changed-subject = Tu correo cambió
identity-mail-address-changed = Tu cuenta de Commonweal tiene ahora otro correo. Los mensajes llegarán allí.
identity-mail-address-changed-why = Si no fuiste tú, escribe de inmediato a quien administra este sitio.
identity-mail-second-factor-on-subject = El segundo factor está activado
identity-mail-second-factor-on = Desde ahora se necesita un código de tu aplicación de autenticación para entrar en tu cuenta de Commonweal.
identity-mail-second-factor-on-why = Si no fuiste tú, crea de inmediato una contraseña nueva en la página de inicio de sesión.
identity-mail-second-factor-off-subject = El segundo factor está desactivado
identity-mail-second-factor-off = Desde ahora se puede entrar en tu cuenta de Commonweal sin un código.
identity-mail-second-factor-off-why = Si no fuiste tú, crea de inmediato una contraseña nueva en la página de inicio de sesión.
identity-mail-second-factor-reset-subject = Tu segundo factor se restableció
identity-mail-second-factor-reset = Quien administra este sitio desactivó el segundo factor de tu cuenta de Commonweal y se cerraron todas tus sesiones. Inicia sesión con tu contraseña y configura otro segundo factor.
identity-mail-second-factor-reset-why = Si no lo pediste, crea de inmediato una contraseña nueva en la página de inicio de sesión y escribe a quien administra este sitio.
