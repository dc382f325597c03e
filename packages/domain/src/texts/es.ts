import type { RefusalCode } from '../refusal.ts';

/**
 * What is refused, in Spanish, with tú. Words: flattr un flattr, flattrear; thing contenido; budget presupuesto; wallet
 * monedero; payout cobro; claim reivindicación; site sitio; standing flattr flattr permanente; split reparto; beneficiary
 * beneficiario; handle nombre de usuario; settle liquidar; receipt recibo; scope permiso; token token.
 */
export const refusalsInSpanish = {
  'url-unparsable':
    'Esto no es la dirección de una página web. Cópiala entera de la barra de direcciones del navegador.',
  'url-not-http':
    'Solo se pueden flattrear páginas web: da una dirección que empiece por https:// o http://.',
  'url-private':
    'Solo se puede flattrear lo que cualquiera puede abrir en la web pública. Da su dirección pública.',
  'url-too-long': 'Esta dirección tiene más de 2048 caracteres.',
  'url-with-credentials':
    'Esta dirección contiene un nombre de usuario o una contraseña. Quita lo que hay antes de la @.',
  'title-missing': 'Pon al contenido un título de 1 a 300 caracteres.',
  'kind-unknown': 'El tipo es ARTICLE, AUDIO, VIDEO, IMAGE, SOFTWARE, PERSON u OTHER.',
  'language-unknown': 'El idioma es un código como en o pt-BR.',
  'too-many-tags': 'Un contenido lleva hasta 20 etiquetas de 1 a 50 caracteres cada una.',
  'too-many-things': 'Indica como máximo 500 contenidos a la vez.',
  'thing-unknown': 'Nadie ha registrado todavía esta dirección.',
  'registered-by-another': 'Esta dirección es de otra persona, que la ha reivindicado o la registró antes.',
  'not-yours-to-move': 'Este contenido es de otra persona, y solo ella lo traslada.',
  'url-taken': 'En la nueva dirección ya hay otro contenido.',
  'not-your-site':
    'La nueva dirección no está en un sitio que hayas reivindicado. Reivindícalo primero; nada se traslada al sitio de otra persona.',
  'claim-under-way':
    'Otra persona está demostrando que la dirección antigua es suya. El contenido se trasladará cuando eso se decida.',
  'redirect-missing':
    'Nadie ha reivindicado la dirección antigua, así que tiene que redirigir para siempre a la nueva, con el estado 301 o 308. No lo hace.',
  'redirect-too-new':
    'La dirección antigua redirige a la nueva. Como este contenido ya se ha flattreado, se traslada si lo sigue haciendo dentro de 14 días: vuelve a pedirlo entonces.',
  'too-many-moves': 'Traslada como máximo 500 contenidos a la vez.',
  'too-many-looks':
    'Miramos 20 direcciones antiguas por petición, y esta es una de más. Vuelve a pedir las que quedan.',
  'own-thing': 'Esto es tuyo, al menos en parte. Un flattr es para otra persona.',
  'thing-unpublished': 'Su dueño lo ha retirado de la red: ya no se puede flattrear.',
  'already-flattred': 'Ya has flattreado esto este mes.',
  'not-flattred': 'No hay ningún flattr tuyo en este contenido en este mes.',
  'month-closed': 'Este mes ya no admite flattrs.',
  'month-unknown': 'Ese mes no existe aquí. Un mes se escribe YYYY-MM.',
  'month-not-over': 'Este mes todavía no ha terminado.',
  'month-not-settled': 'Este mes todavía no está liquidado.',
  'months-out-of-order': 'Antes hay que liquidar un mes anterior.',
  'weight-out-of-range': 'Un peso es un número entero del 1 al 10.',
  'standing-months-unknown': 'Un flattr permanente dura 3, 6 o 12 meses, o hasta que lo detengas.',
  'not-standing': 'No tienes ningún flattr permanente en este contenido.',
  'currency-unknown': 'Esta moneda no se acepta aquí.',
  'amount-malformed':
    'Un importe es un decimal sencillo con punto, como 5 o 2.50, y un número entero si es en yenes.',
  'budget-too-small': 'Es menos que el presupuesto mensual más pequeño en esta moneda.',
  'budget-too-large': 'Es más que el presupuesto mensual más grande en esta moneda.',
  'max-per-flattr-too-small': 'El coste máximo de un flattr es de al menos un céntimo, o un yen.',
  'months-at-once-unknown': 'Un monedero se carga para 1, 3, 6 o 12 meses de una vez.',
  'too-many-payments': 'Has empezado diez pagos en un día. Termina uno de ellos o vuelve mañana.',
  'too-many-cards':
    'Has abierto diez veces en un día la página para guardar una tarjeta. Termina allí o vuelve mañana.',
  'no-card': 'No hay ninguna tarjeta tuya guardada aquí.',
  'no-budget': 'Fija primero un presupuesto mensual.',
  'nothing-to-refund': 'Ahora mismo no hay nada en este monedero que pueda volver a tu tarjeta.',
  'country-unknown': 'Elige uno de los países en los que se paga a los creadores.',
  'payouts-already-set-up': 'Tus cobros ya están configurados.',
  'payouts-not-set-up': 'Configura primero tus cobros.',
  'payouts-restricted':
    'El proveedor de pagos no ingresa nada en tu cuenta por el momento. Continúa primero allí.',
  'payout-under-way': 'Ya hay un cobro en curso en esta moneda.',
  'below-minimum': 'Lo que hay libre es menos que el cobro más pequeño en esta moneda.',
  'name-missing': 'Pon un nombre de 1 a 100 caracteres.',
  'scope-unknown': 'Elige al menos un permiso de los que existen.',
  'token-unknown': 'No tienes ese token.',
  'app-unknown': 'No has registrado ninguna aplicación así.',
  'app-public': 'Una aplicación pública no tiene secreto.',
  'too-many-apps': 'Ya has registrado 50 aplicaciones. Borra una que ya no se use.',
  'website-malformed':
    'Da la dirección de la página web de la aplicación, que empieza por https:// o http://.',
  'redirect-uris-out-of-range': 'Una aplicación tiene de 1 a 10 URI de redirección.',
  'redirect-uri-malformed':
    'Una URI de redirección es una dirección https entera, o http en localhost, 127.0.0.1 o [::1], sin # y tal como la escribe un navegador.',
  'grant-unknown': 'Ninguna aplicación así está conectada contigo.',
  'request-stale':
    'Esta petición es demasiado antigua o se cambió por el camino. Vuelve a la aplicación y empieza de nuevo.',
  'device-unknown':
    'Ningún dispositivo espera con este código. Míralo otra vez o haz que el dispositivo muestre uno nuevo.',
  'handle-malformed':
    'Un nombre de usuario tiene de 2 a 30 letras minúsculas, cifras y guiones, y empieza por una letra o una cifra.',
  'handle-taken': 'Este nombre de usuario ya está ocupado. Elige otro.',
  'email-malformed': 'Esto no es una dirección de correo electrónico.',
  'email-taken': 'Alguien ya se ha unido con esta dirección de correo. Inicia sesión en su lugar.',
  'password-too-short': 'Una contraseña tiene al menos 8 caracteres.',
  'password-too-long': 'Una contraseña tiene como máximo 128 caracteres.',
  'password-breached':
    'Esta contraseña está en una lista de contraseñas filtradas en otros sitios, así que otros la probarán. Elige otra.',
  'wrong-password': 'La dirección de correo o la contraseña no es correcta.',
  'email-unverified':
    'Confirma primero tu dirección de correo: abre el enlace del mensaje que te enviamos o pide otro.',
  'link-over': 'Este enlace ya no vale: se ha usado o es demasiado antiguo. Pide otro.',
  'too-many-attempts': 'Se ha intentado demasiadas veces. Espera un rato e inténtalo de nuevo.',
  'not-signed-in': 'Inicia sesión primero.',
  'reauthentication-needed':
    'Demuestra una vez más que eres tú iniciando sesión en /me/confirm y hazlo después en un plazo de 15 minutos.',
  'code-wrong': 'Este código es incorrecto o ya se usó. Toma el siguiente que muestre tu aplicación.',
  'sign-in-over': 'Ha tardado demasiado o demasiados códigos eran incorrectos. Inicia sesión de nuevo.',
  'two-factor-on': 'Ya hay una aplicación de autenticación configurada. Quítala primero.',
  'two-factor-off': 'No hay ninguna aplicación de autenticación configurada.',
  'session-unknown': 'No tienes esa sesión.',
  'not-your-thing': 'Solo quien creó un contenido propone cómo se reparte.',
  'beneficiaries-out-of-range': 'Un reparto nombra de 1 a 20 beneficiarios.',
  'basis-points-out-of-range':
    'Una parte va del 0,01\u00a0% al 100\u00a0%: un número entero de puntos básicos, de 1 a 10\u00a0000.',
  'split-not-whole':
    'Las partes de un reparto suman exactamente el 100\u00a0%, es decir, 10\u00a0000 puntos básicos.',
  'beneficiary-twice': 'Este beneficiario ya está nombrado: nombra a cada uno una sola vez.',
  'beneficiary-unknown': 'Nadie aquí tiene ese nombre de usuario.',
  'proposal-unknown': 'No existe tal propuesta que hayas hecho o que te hayan pedido aceptar.',
  'proposal-ended': 'Esta propuesta fue rechazada, retirada o sustituida.',
  'already-accepted': 'Ya has aceptado este reparto.',
  'split-in-force': 'Este reparto ya está en vigor. Solo otro puede sustituirlo.',
  'site-malformed':
    'Un sitio es un dominio entero o una carpeta suya, como https://example.com/ o https://example.com/~ann/, sin ? ni #.',
  'public-suffix':
    'Bajo este nombre muchas personas tienen su propio sitio. Da la dirección entera del tuyo, como https://ann.github.io/.',
  'too-many-claims': 'Tienes 50 reivindicaciones sin retirar. Retira antes una.',
  'claim-unknown': 'No tienes esa reivindicación.',
  'claim-withdrawn': 'Has retirado esta reivindicación. Empieza otra.',
  'checked-just-now': 'Acabamos de mirar. Espera diez segundos y pídenos que miremos otra vez.',
  'idempotency-mismatch': 'Esta clave de idempotencia se usó con otros datos. Genera una nueva.',
  'idempotency-in-flight':
    'Lo que se pidió con esta clave de idempotencia sigue en curso. Vuelve a pedirlo en un momento.',
  'shown-once':
    'Una petición anterior con esta clave de idempotencia ya tuvo respuesta, y lo que se le dijo se muestra una sola vez.',
  'flattrs-refused': 'El dueño de este sitio no participa en Flattr: nada de allí se puede flattrear.',
  'claim-not-proven': 'Demuestra primero que el sitio es tuyo.',
  'already-left': 'Ya has dejado Flattr.',
  'confirmation-wrong':
    'Ese no es tu nombre de usuario. Para irte, escríbelo exactamente como aparece arriba.',
  'receipt-unknown': 'No se guarda nada con este recibo.',
  'webhook-url-refused':
    'Un webhook va a una dirección pública con https:// en el puerto habitual, sin nombre de usuario ni contraseña.',
  'webhook-events-missing': 'Elige al menos un tipo de evento.',
  'too-many-webhook-endpoints': 'Tienes 20 puntos de acceso de webhook. Borra antes uno.',
  'webhook-endpoint-unknown': 'No tienes ese punto de acceso de webhook.',
  'webhook-endpoint-disabled': 'Este punto de acceso de webhook está desactivado. Actívalo primero.',
  'delivery-unknown': 'Ninguno de tus puntos de acceso tiene esa entrega.',
  'delivery-under-way': 'Esto ya se está entregando: mira cuándo se intenta la próxima vez.',
  'too-many-test-webhooks':
    'A este punto de acceso se le han enviado 20 webhooks de prueba en una hora. Vuelve más tarde.',
  'listens-malformed':
    'Estas no son escuchas como las toma ListenBrainz: cada una tiene un `track_metadata` con `artist_name` y `track_name`, y una ya hecha un `listened_at` en segundos desde 1970.',
  'too-many-listens': 'Envía hasta 1000 escuchas a la vez.',
  'suggestion-unknown': 'No has escuchado nada así este mes.',
  'webhook-forged': 'La firma de este evento falta o es incorrecta.',
  'webhook-stale': 'Este evento se firmó hace más de cinco minutos, o con una hora futura.',
  'webhook-of-other-mode':
    'Este evento es del modo de prueba y la clave del modo real, o al revés. Da a este punto de acceso eventos del modo de su clave.',
  'webhook-thin':
    'Este es un evento ligero («thin event»), que no nombra ningún objeto. Suscribe este punto de acceso a «snapshot events».',
  'passkey-refused':
    'Esta llave de acceso no se conoce aquí, o su respuesta llegó demasiado tarde. Inténtalo otra vez.',
  'passkey-unknown': 'No tienes esa llave de acceso.',
  'too-many-passkeys': 'Tienes 20 llaves de acceso. Quita una primero.',
} as const satisfies Partial<Record<RefusalCode, string>>;
