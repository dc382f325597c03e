import type { ErrorSentence } from './error-sentences.ts';

/** What went wrong, in Swedish; the words are those of `packages/domain/src/texts/sv.ts`. */
export const errorsInSwedish = {
  'Sign in, or send a token.': 'Logga in eller skicka en token.',
  'This token lacks the scope {scope}.': 'Den här token saknar behörigheten {scope}.',
  'Only a person who signed in may do this, not a token.':
    'Bara en person som har loggat in får göra det här, inte en token.',
  'A session is for the pages of this instance. Send a token from elsewhere.':
    'En session är för den här instansens sidor. Skicka en token från andra håll.',
  'Something went wrong here. Quote the request id when you tell us.':
    'Något gick fel här. Ange begärans id när du berättar det för oss.',
  'An id, a cursor or a text in this input cannot be read.':
    'Ett id, en markör eller en text i indata går inte att läsa.',
  'This is not the id of a thing or a user. Give an `id` as this API wrote it.':
    'Det här är inte id för en sak eller en person. Ange ett `id` så som det här API:et skrev det.',
  'This is not a cursor of this list.': 'Det här är inte en markör i den här listan.',
  'This is not a cursor of a history.': 'Det här är inte en markör i en historik.',
  'A month is written YYYY-MM.': 'En månad skrivs YYYY-MM.',
  'Give either `url` or `uuid`.': 'Ange antingen `url` eller `uuid`.',
  'Name the thing by either `url` or `thing`.': 'Ange saken med antingen `url` eller `thing`.',
  '`first` is from 1 to 100.': '`first` är från 1 till 100.',
  'Write a Decimal as a string, such as "2.50".': 'Skriv en Decimal som en sträng, till exempel "2.50".',
  'Write a CurrencyCode as a string, such as "EUR".':
    'Skriv en CurrencyCode som en sträng, till exempel "EUR".',
  'Write a Month as a string, such as "2026-11".': 'Skriv en Month som en sträng, till exempel "2026-11".',
  'An Idempotency-Key is 1 to 255 visible ASCII characters.':
    'En Idempotency-Key är 1 till 255 synliga ASCII-tecken.',
  'Send the request as application/json.': 'Skicka begäran som application/json.',
  'Send a form (application/x-www-form-urlencoded) or application/json.':
    'Skicka ett formulär (application/x-www-form-urlencoded) eller application/json.',
  'A request has at most 1 MB.': 'En begäran är högst 1\u00a0MB.',
  'This request costs {cost} points; one may cost {limit}. Ask for less at once.':
    'Den här begäran kostar {cost} poäng; en får kosta {limit}. Be om mindre på en gång.',
  'The points of this hour are spent. Ask again after `retryAfterMs`.':
    'Den här timmens poäng är slut. Fråga igen efter `retryAfterMs`.',
  'A document is at most {most} selections deep.': 'Ett dokument är högst {most} nivåer djupt.',
  'A document has at most {most} aliases.': 'Ett dokument har högst {most} alias.',
  'A document has at most {most} directives.': 'Ett dokument har högst {most} direktiv.',
  'A document has at most {most} tokens.': 'Ett dokument har högst {most} tokens.',
  'A document has at most {most} fields.': 'Ett dokument har högst {most} fält.',
  'This token lacks the scope EARNINGS_READ, which an endpoint that hears of payouts needs.':
    'Den här token saknar behörigheten EARNINGS_READ, som en slutpunkt som får veta om utbetalningar behöver.',
  'This is not a cursor of flattrs.': 'Det här är inte en markör för flattrar.',
  'This token is unknown, over or revoked. Send `Authorization: Bearer flt_pat_…`, or `flt_oat_…` as an app.':
    'Den här token är okänd, har gått ut eller är återkallad. Skicka `Authorization: Bearer flt_pat_…`, eller `flt_oat_…` som app.',
  'This token is unknown, over or revoked. Send `Authorization: Token flt_pat_…`.':
    'Den här token är okänd, har gått ut eller är återkallad. Skicka `Authorization: Token flt_pat_…`.',
  'No document here has this id. Send its text by POST.':
    'Inget dokument har detta id här. Skicka texten med POST.',
  'Send a document as `query` by POST.': 'Skicka ett dokument som `query` med POST.',
  'By GET a document is named by its `documentId=sha256:…`. Send its text by POST.':
    'Med GET anges ett dokument med `documentId=sha256:…`. Skicka texten med POST.',
  'You watch as much as you may at once. End one of the streams first.':
    'Du följer så mycket som går på en gång. Avsluta en av strömmarna först.',
  'With an idempotency key a request has one mutation.':
    'Med en idempotensnyckel har en begäran en enda mutation.',
  'An idempotency key is 1 to 255 visible ASCII characters.':
    'En idempotensnyckel är 1 till 255 synliga ASCII-tecken.',
  'The header Idempotency-Key and `idempotencyKey` in the input are not the same.':
    'Huvudet Idempotency-Key och `idempotencyKey` i indata är inte lika.',
  'This is not a cursor of things.': 'Det här är ingen markör för saker.',
  'A language is a BCP 47 tag, such as `en` or `pt-BR`.':
    'Ett språk är en BCP 47-tagg, till exempel `en` eller `pt-BR`.',
} as const satisfies Partial<Record<ErrorSentence, string>>;
