import type { ErrorSentence } from './error-sentences.ts';

/** What went wrong, in Spanish; the words are those of `packages/domain/src/texts/es.ts`. */
export const errorsInSpanish = {
  'Sign in, or send a token.': 'Inicia sesión o envía un token.',
  'This token lacks the scope {scope}.': 'A este token le falta el permiso {scope}.',
  'Only a person who signed in may do this, not a token.':
    'Esto solo puede hacerlo una persona que ha iniciado sesión, no un token.',
  'A session is for the pages of this instance. Send a token from elsewhere.':
    'Una sesión es para las páginas de esta instancia. Desde otro lugar, envía un token.',
  'Something went wrong here. Quote the request id when you tell us.':
    'Algo ha fallado aquí. Indica el identificador de la petición cuando nos lo cuentes.',
  'An id, a cursor or a text in this input cannot be read.':
    'Un id, un cursor o un texto de esta entrada no se puede leer.',
  'This is not the id of a thing or a user. Give an `id` as this API wrote it.':
    'Este no es el id de un contenido ni de una persona. Da un `id` tal como lo escribió esta API.',
  'This is not a cursor of this list.': 'Este no es un cursor de esta lista.',
  'This is not a cursor of a history.': 'Este no es un cursor de un historial.',
  'A month is written YYYY-MM.': 'Un mes se escribe YYYY-MM.',
  'Give either `url` or `uuid`.': 'Da o bien `url` o bien `uuid`.',
  'Name the thing by either `url` or `thing`.': 'Nombra el contenido o bien con `url` o bien con `thing`.',
  '`first` is from 1 to 100.': '`first` va de 1 a 100.',
  'Write a Decimal as a string, such as "2.50".': 'Escribe un Decimal como cadena, por ejemplo "2.50".',
  'Write a CurrencyCode as a string, such as "EUR".':
    'Escribe un CurrencyCode como cadena, por ejemplo "EUR".',
  'Write a Month as a string, such as "2026-11".': 'Escribe un Month como cadena, por ejemplo "2026-11".',
  'An Idempotency-Key is 1 to 255 visible ASCII characters.':
    'Una Idempotency-Key tiene de 1 a 255 caracteres ASCII visibles.',
  'Send the request as application/json.': 'Envía la petición como application/json.',
  'Send a form (application/x-www-form-urlencoded) or application/json.':
    'Envía un formulario (application/x-www-form-urlencoded) o application/json.',
  'A request has at most 1 MB.': 'Una petición ocupa como máximo 1\u00a0MB.',
  'This request costs {cost} points; one may cost {limit}. Ask for less at once.':
    'Esta petición cuesta {cost} puntos; una puede costar {limit}. Pide menos de una vez.',
  'The points of this hour are spent. Ask again after `retryAfterMs`.':
    'Los puntos de esta hora se han agotado. Vuelve a pedirlo tras `retryAfterMs`.',
  'A document is at most {most} selections deep.':
    'Un documento tiene como máximo {most} niveles de profundidad.',
  'A document has at most {most} aliases.': 'Un documento tiene como máximo {most} alias.',
  'A document has at most {most} directives.': 'Un documento tiene como máximo {most} directivas.',
  'A document has at most {most} tokens.': 'Un documento tiene como máximo {most} tokens.',
  'A document has at most {most} fields.': 'Un documento tiene como máximo {most} campos.',
  'This token lacks the scope EARNINGS_READ, which an endpoint that hears of payouts needs.':
    'A este token le falta el permiso EARNINGS_READ, que necesita un punto de acceso que se entera de los cobros.',
  'This is not a cursor of flattrs.': 'Este no es un cursor de flattrs.',
  'This token is unknown, over or revoked. Send `Authorization: Bearer flt_pat_…`, or `flt_oat_…` as an app.':
    'Este token es desconocido, ha caducado o fue revocado. Envía `Authorization: Bearer flt_pat_…`, o `flt_oat_…` si eres una aplicación.',
  'This token is unknown, over or revoked. Send `Authorization: Token flt_pat_…`.':
    'Este token es desconocido, ha caducado o fue revocado. Envía `Authorization: Token flt_pat_…`.',
  'No document here has this id. Send its text by POST.':
    'Ningún documento tiene aquí este id. Envía su texto por POST.',
  'Send a document as `query` by POST.': 'Envía un documento como `query` por POST.',
  'By GET a document is named by its `documentId=sha256:…`. Send its text by POST.':
    'Por GET un documento se nombra con `documentId=sha256:…`. Envía su texto por POST.',
  'You watch as much as you may at once. End one of the streams first.':
    'Ya sigues todo lo que se puede a la vez. Termina primero una de las transmisiones.',
  'With an idempotency key a request has one mutation.':
    'Con una clave de idempotencia una petición tiene una sola mutación.',
  'An idempotency key is 1 to 255 visible ASCII characters.':
    'Una clave de idempotencia tiene de 1 a 255 caracteres ASCII visibles.',
  'The header Idempotency-Key and `idempotencyKey` in the input are not the same.':
    'La cabecera Idempotency-Key e `idempotencyKey` en la entrada no son iguales.',
  'This is not a cursor of things.': 'Esto no es un cursor de contenidos.',
  'A language is a BCP 47 tag, such as `en` or `pt-BR`.':
    'Un idioma es una etiqueta BCP 47, como `en` o `pt-BR`.',
} as const satisfies Partial<Record<ErrorSentence, string>>;
