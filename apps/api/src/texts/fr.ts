import type { ErrorSentence } from './error-sentences.ts';

/** What went wrong, in French; the words are those of `packages/domain/src/texts/fr.ts`. */
export const errorsInFrench = {
  'Sign in, or send a token.': 'Connectez-vous ou envoyez un jeton.',
  'This token lacks the scope {scope}.': 'Il manque à ce jeton l’autorisation {scope}.',
  'Only a person who signed in may do this, not a token.':
    'Seule une personne connectée peut faire cela, pas un jeton.',
  'A session is for the pages of this instance. Send a token from elsewhere.':
    'Une session ne vaut que pour les pages de cette instance. Depuis un autre site, envoyez un jeton.',
  'Something went wrong here. Quote the request id when you tell us.':
    'Quelque chose s’est mal passé ici. Indiquez l’identifiant de la requête en nous le signalant.',
  'An id, a cursor or a text in this input cannot be read.':
    'Un id, un curseur ou un texte de cette entrée est illisible.',
  'This is not the id of a thing or a user. Give an `id` as this API wrote it.':
    'Ce n’est pas l’id d’un contenu ni d’une personne. Donnez un `id` tel que cette API l’a écrit.',
  'This is not a cursor of this list.': 'Ce n’est pas un curseur de cette liste.',
  'This is not a cursor of a history.': 'Ce n’est pas un curseur d’un historique.',
  'A month is written YYYY-MM.': 'Un mois s’écrit YYYY-MM.',
  'Give either `url` or `uuid`.': 'Donnez soit `url`, soit `uuid`.',
  'Name the thing by either `url` or `thing`.': 'Désignez le contenu soit par `url`, soit par `thing`.',
  '`first` is from 1 to 100.': '`first` va de 1 à 100.',
  'Write a Decimal as a string, such as "2.50".': 'Écrivez un Decimal comme une chaîne, par exemple "2.50".',
  'Write a CurrencyCode as a string, such as "EUR".':
    'Écrivez un CurrencyCode comme une chaîne, par exemple "EUR".',
  'Write a Month as a string, such as "2026-11".':
    'Écrivez un Month comme une chaîne, par exemple "2026-11".',
  'An Idempotency-Key is 1 to 255 visible ASCII characters.':
    'Une Idempotency-Key compte de 1 à 255 caractères ASCII visibles.',
  'Send the request as application/json.': 'Envoyez la requête en application/json.',
  'Send a form (application/x-www-form-urlencoded) or application/json.':
    'Envoyez un formulaire (application/x-www-form-urlencoded) ou application/json.',
  'A request has at most 1 MB.': 'Une requête fait au plus 1\u00a0Mo.',
  'This request costs {cost} points; one may cost {limit}. Ask for less at once.':
    'Cette requête coûte {cost} points\u202f; une seule peut en coûter {limit}. Demandez moins à la fois.',
  'The points of this hour are spent. Ask again after `retryAfterMs`.':
    'Les points de cette heure sont épuisés. Redemandez après `retryAfterMs`.',
  'A document is at most {most} selections deep.': 'Un document a au plus {most} niveaux de profondeur.',
  'A document has at most {most} aliases.': 'Un document a au plus {most} alias.',
  'A document has at most {most} directives.': 'Un document a au plus {most} directives.',
  'A document has at most {most} tokens.': 'Un document a au plus {most} lexèmes (tokens).',
  'A document has at most {most} fields.': 'Un document a au plus {most} champs.',
  'This token lacks the scope EARNINGS_READ, which an endpoint that hears of payouts needs.':
    'Il manque à ce jeton l’autorisation EARNINGS_READ, nécessaire à un point d’accès informé des versements.',
  'This is not a cursor of flattrs.': 'Ce n’est pas un curseur de flattrs.',
  'This token is unknown, over or revoked. Send `Authorization: Bearer flt_pat_…`, or `flt_oat_…` as an app.':
    'Ce jeton est inconnu, expiré ou révoqué. Envoyez `Authorization: Bearer flt_pat_…`, ou `flt_oat_…` pour une application.',
  'This token is unknown, over or revoked. Send `Authorization: Token flt_pat_…`.':
    'Ce jeton est inconnu, expiré ou révoqué. Envoyez `Authorization: Token flt_pat_…`.',
  'No document here has this id. Send its text by POST.':
    'Aucun document n’a cet id ici. Envoyez son texte par POST.',
  'Send a document as `query` by POST.': 'Envoyez un document comme `query` par POST.',
  'By GET a document is named by its `documentId=sha256:…`. Send its text by POST.':
    'Par GET un document se nomme par `documentId=sha256:…`. Envoyez son texte par POST.',
  'You watch as much as you may at once. End one of the streams first.':
    'Vous suivez autant de flux que possible à la fois. Terminez-en un d’abord.',
  'With an idempotency key a request has one mutation.':
    'Avec une clé d’idempotence une requête a une seule mutation.',
  'An idempotency key is 1 to 255 visible ASCII characters.':
    'Une clé d’idempotence compte de 1 à 255 caractères ASCII visibles.',
  'The header Idempotency-Key and `idempotencyKey` in the input are not the same.':
    'L’en-tête Idempotency-Key et `idempotencyKey` dans l’entrée diffèrent.',
  'This is not a cursor of things.': 'Ce n’est pas un curseur de contenus.',
  'A language is a BCP 47 tag, such as `en` or `pt-BR`.':
    'Une langue est une étiquette BCP 47, comme `en` ou `pt-BR`.',
} as const satisfies Partial<Record<ErrorSentence, string>>;
