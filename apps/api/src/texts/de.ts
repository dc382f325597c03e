import type { ErrorSentence } from './error-sentences.ts';

/** What went wrong, in German; the words are those of `packages/domain/src/texts/de.ts`. */
export const errorsInGerman = {
  'Sign in, or send a token.': 'Melde dich an oder sende ein Token.',
  'This token lacks the scope {scope}.': 'Diesem Token fehlt die Berechtigung {scope}.',
  'Only a person who signed in may do this, not a token.':
    'Das darf nur eine Person, die sich angemeldet hat, kein Token.',
  'A session is for the pages of this instance. Send a token from elsewhere.':
    'Eine Sitzung gilt nur für die Seiten dieser Instanz. Sende von anderswo ein Token.',
  'Something went wrong here. Quote the request id when you tell us.':
    'Hier ist etwas schiefgegangen. Nenne die Request-ID, wenn du uns davon berichtest.',
  'An id, a cursor or a text in this input cannot be read.':
    'Eine ID, ein Cursor oder ein Text in dieser Eingabe ist nicht lesbar.',
  'This is not the id of a thing or a user. Give an `id` as this API wrote it.':
    'Das ist nicht die ID eines Beitrags oder einer Person. Gib eine `id` so an, wie diese API sie geschrieben hat.',
  'This is not a cursor of this list.': 'Das ist kein Cursor dieser Liste.',
  'This is not a cursor of a history.': 'Das ist kein Cursor eines Verlaufs.',
  'A month is written YYYY-MM.': 'Ein Monat wird als YYYY-MM geschrieben.',
  'Give either `url` or `uuid`.': 'Gib entweder `url` oder `uuid` an.',
  'Name the thing by either `url` or `thing`.': 'Nenne den Beitrag entweder mit `url` oder mit `thing`.',
  '`first` is from 1 to 100.': '`first` ist 1 bis 100.',
  'Write a Decimal as a string, such as "2.50".': 'Schreibe ein Decimal als String, etwa "2.50".',
  'Write a CurrencyCode as a string, such as "EUR".': 'Schreibe einen CurrencyCode als String, etwa "EUR".',
  'Write a Month as a string, such as "2026-11".': 'Schreibe einen Month als String, etwa "2026-11".',
  'An Idempotency-Key is 1 to 255 visible ASCII characters.':
    'Ein Idempotency-Key besteht aus 1 bis 255 sichtbaren ASCII-Zeichen.',
  'Send the request as application/json.': 'Sende die Anfrage als application/json.',
  'Send a form (application/x-www-form-urlencoded) or application/json.':
    'Sende ein Formular (application/x-www-form-urlencoded) oder application/json.',
  'A request has at most 1 MB.': 'Eine Anfrage hat höchstens 1 MB.',
  'This request costs {cost} points; one may cost {limit}. Ask for less at once.':
    'Diese Anfrage kostet {cost} Punkte; eine darf {limit} kosten. Frag nach weniger auf einmal.',
  'The points of this hour are spent. Ask again after `retryAfterMs`.':
    'Die Punkte dieser Stunde sind verbraucht. Frag nach `retryAfterMs` noch einmal.',
  'A document is at most {most} selections deep.': 'Ein Dokument ist höchstens {most} Ebenen tief.',
  'A document has at most {most} aliases.': 'Ein Dokument hat höchstens {most} Aliasse.',
  'A document has at most {most} directives.': 'Ein Dokument hat höchstens {most} Direktiven.',
  'A document has at most {most} tokens.': 'Ein Dokument hat höchstens {most} Tokens.',
  'A document has at most {most} fields.': 'Ein Dokument hat höchstens {most} Felder.',
  'This token lacks the scope EARNINGS_READ, which an endpoint that hears of payouts needs.':
    'Diesem Token fehlt die Berechtigung EARNINGS_READ, die ein Endpunkt braucht, der von Auszahlungen erfährt.',
  'This is not a cursor of flattrs.': 'Das ist kein Cursor von Flattrs.',
  'This token is unknown, over or revoked. Send `Authorization: Bearer flt_pat_…`, or `flt_oat_…` as an app.':
    'Dieses Token ist unbekannt, abgelaufen oder widerrufen. Sende `Authorization: Bearer flt_pat_…`, oder als App `flt_oat_…`.',
  'This token is unknown, over or revoked. Send `Authorization: Token flt_pat_…`.':
    'Dieses Token ist unbekannt, abgelaufen oder widerrufen. Sende `Authorization: Token flt_pat_…`.',
  'No document here has this id. Send its text by POST.':
    'Kein Dokument hat hier diese id. Sende seinen Text per POST.',
  'Send a document as `query` by POST.': 'Sende ein Dokument als `query` per POST.',
  'By GET a document is named by its `documentId=sha256:…`. Send its text by POST.':
    'Per GET wird ein Dokument mit `documentId=sha256:…` benannt. Sende seinen Text per POST.',
  'You watch as much as you may at once. End one of the streams first.':
    'Du verfolgst so viel, wie auf einmal geht. Beende zuerst einen der Ströme.',
  'With an idempotency key a request has one mutation.':
    'Mit einem Idempotenzschlüssel hat eine Anfrage eine Mutation.',
  'An idempotency key is 1 to 255 visible ASCII characters.':
    'Ein Idempotenzschlüssel hat 1 bis 255 sichtbare ASCII-Zeichen.',
  'The header Idempotency-Key and `idempotencyKey` in the input are not the same.':
    'Der Header Idempotency-Key und `idempotencyKey` in der Eingabe sind nicht gleich.',
  'This is not a cursor of things.': 'Das ist kein Cursor von Beiträgen.',
  'A language is a BCP 47 tag, such as `en` or `pt-BR`.':
    'Eine Sprache ist ein BCP-47-Tag wie `en` oder `pt-BR`.',
} as const satisfies Partial<Record<ErrorSentence, string>>;
