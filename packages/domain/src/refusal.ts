/** Everything that a caller can be refused, by code, with the sentence that a person reads. */
export const refusals = {
  'url-unparsable':
    'This is not the address of a web page. Copy it whole from the address bar of the browser.',
  'url-not-http': 'Only web pages can be flattred: give an address that begins with https:// or http://.',
  'url-private': 'Only what anyone can open on the public web can be flattred. Give its public address.',
  'url-too-long': 'This address is longer than 2048 characters.',
  'url-with-credentials': 'This address contains a user name or a password. Remove what stands before the @.',
  'title-missing': 'Give the thing a title of 1 to 300 characters.',
  'kind-unknown': 'The kind is one of ARTICLE, AUDIO, VIDEO, IMAGE, SOFTWARE, PERSON and OTHER.',
  'language-unknown': 'The language is a tag such as en or pt-BR.',
  'too-many-tags': 'A thing takes up to 20 tags of 1 to 50 characters each.',
  'too-many-things': 'Name up to 500 things at once.',
  'thing-unknown': 'Nobody has registered this address yet.',
  'registered-by-another': 'This address is another’s: they have claimed it, or registered it before.',
  'not-yours-to-move': 'Somebody else is the creator of this. Only they move it.',
  'url-taken': 'Another thing is at the new address already.',
  'not-your-site':
    'The new address does not lie in a site that you have claimed. Claim it first; nothing moves into somebody else’s.',
  'claim-under-way':
    'Somebody else is proving that the old address is theirs. It moves once that is decided.',
  'redirect-missing':
    'Nobody has claimed the old address, so it has to redirect to the new one for good, with the status 301 or 308. It does not.',
  'redirect-too-new':
    'The old address redirects to the new one. As it has been flattred it moves if it still does in 14 days: ask again then.',
  'too-many-moves': 'Move up to 500 things at once.',
  'too-many-looks':
    'We look at 20 old addresses for one request, and this is one too many. Ask again for those that are left.',
  'own-thing': 'This is yours, or partly yours. A flattr is for somebody else.',
  'thing-unpublished': 'Its owner has taken this off the net: it takes no more flattrs.',
  'already-flattred': 'You have flattred this already this month.',
  'not-flattred': 'There is no flattr of yours on this thing in this month.',
  'month-closed': 'This month takes no flattrs any more.',
  'month-unknown': 'There is no such month here. A month is written YYYY-MM.',
  'month-not-over': 'This month is not over yet.',
  'month-not-settled': 'This month is not settled yet.',
  'months-out-of-order': 'An earlier month has to be settled first.',
  'weight-out-of-range': 'A weight is a whole number from 1 to 10.',
  'standing-months-unknown': 'A flattr stands for 3, 6 or 12 months, or until you stop it.',
  'not-standing': 'You have no standing flattr on this thing.',
  'currency-unknown': 'This currency is not taken here.',
  'amount-malformed': 'An amount is a plain decimal such as 5 or 2.50, and a whole number in yen.',
  'budget-too-small': 'This is below the smallest monthly budget in this currency.',
  'budget-too-large': 'This is above the largest monthly budget in this currency.',
  'max-per-flattr-too-small': 'The most that a flattr may cost is at least one cent, or one yen.',
  'months-at-once-unknown': 'A wallet is funded for 1, 3, 6 or 12 months at once.',
  'too-many-payments': 'You have begun ten payments within a day. Finish one of them, or come back tomorrow.',
  'too-many-cards':
    'You have opened the page to save a card ten times within a day. Finish there, or come back tomorrow.',
  'no-card': 'No card of yours is saved here.',
  'no-budget': 'Set a monthly budget first.',
  'nothing-to-refund': 'There is nothing in this wallet that can go back to your card now.',
  'country-unknown': 'Choose one of the countries in which creators are paid.',
  'payouts-already-set-up': 'Your payouts are set up already.',
  'payouts-not-set-up': 'Set up your payouts first.',
  'payouts-restricted':
    'The payment provider does not pay out to your account at the moment. Go on with it there first.',
  'payout-under-way': 'A payout in this currency is under way already.',
  'below-minimum': 'Less than the smallest payout in this currency is free.',
  'name-missing': 'Give it a name of 1 to 100 characters.',
  'scope-unknown': 'Choose at least one scope, of those that exist.',
  'token-unknown': 'You have no such token.',
  'app-unknown': 'You have registered no such app.',
  'app-public': 'A public app has no secret.',
  'too-many-apps': 'You have registered 50 apps already. Delete one that is not used any more.',
  'website-malformed': 'Give the address of the app’s web page, beginning with https:// or http://.',
  'redirect-uris-out-of-range': 'An app has 1 to 10 redirect URIs.',
  'redirect-uri-malformed':
    'A redirect URI is a whole https address, or http on localhost, 127.0.0.1 or [::1], without a # and as a browser writes it.',
  'grant-unknown': 'No such app is connected to you.',
  'request-stale': 'This request is too old, or was changed on the way. Go back to the app and begin again.',
  'device-unknown': 'No device waits with this code. Look at it again, or let the device show a new one.',
  'handle-malformed':
    'A handle has 2 to 30 small letters, digits and hyphens, and begins with a letter or digit.',
  'handle-taken': 'This handle is taken. Choose another.',
  'email-malformed': 'This is not an e-mail address.',
  'email-taken': 'Somebody has joined with this e-mail address already. Sign in instead.',
  'password-too-short': 'A password has at least 8 characters.',
  'password-too-long': 'A password has at most 128 characters.',
  'password-breached':
    'This password stands in a list of passwords that leaked elsewhere, so others will try it. Choose another.',
  'wrong-password': 'The e-mail address or the password is wrong.',
  'email-unverified':
    'Confirm your e-mail address first: open the link in the mail that we sent you, or let us send another.',
  'link-over': 'This link is over: it was used, or it is too old. Ask for another one.',
  'too-many-attempts': 'That was tried too often. Wait a while and try again.',
  'not-signed-in': 'Sign in first.',
  'reauthentication-needed':
    'Prove once more that it is you, by signing in at /me/confirm, and then do this within 15 minutes.',
  'code-wrong': 'This code is wrong, or it was used already. Take the next one that your app shows.',
  'sign-in-over': 'That took too long, or too many codes were wrong. Sign in again.',
  'two-factor-on': 'An authenticator app is set up already. Remove it first.',
  'two-factor-off': 'No authenticator app is set up.',
  'passkey-refused': 'This passkey is not known here, or its answer came too late. Try again.',
  'passkey-unknown': 'You have no such passkey.',
  'too-many-passkeys': 'You have 20 passkeys. Remove one first.',
  'session-unknown': 'You have no such session.',
  'not-your-thing': 'Only the creator of a thing proposes how it is shared.',
  'beneficiaries-out-of-range': 'A split names 1 to 20 beneficiaries.',
  'basis-points-out-of-range': 'A part is from 0.01 % to 100 %: a whole number of basis points, 1 to 10,000.',
  'split-not-whole': 'The parts of a split add up to exactly 100 %, which is 10,000 basis points.',
  'beneficiary-twice': 'This beneficiary is named already: name each once.',
  'beneficiary-unknown': 'Nobody here has this handle.',
  'proposal-unknown': 'There is no such proposal that you made or were asked to accept.',
  'proposal-ended': 'This proposal has been declined, withdrawn or replaced.',
  'already-accepted': 'You have accepted this split already.',
  'split-in-force': 'This split is in force already. Only another one takes its place.',
  'site-malformed':
    'A site is a whole origin or a folder of it, such as https://example.com/ or https://example.com/~ann/, without ? and #.',
  'public-suffix':
    'Under this name many people have sites of their own. Give the whole address of yours, such as https://ann.github.io/.',
  'too-many-claims': 'You have 50 claims that are not withdrawn. Withdraw one first.',
  'claim-unknown': 'You have no such claim.',
  'claim-withdrawn': 'You have withdrawn this claim. Start another one.',
  'checked-just-now': 'We have looked a moment ago. Wait ten seconds and let us look again.',
  'idempotency-mismatch': 'This idempotency key was used with another input. Draw a new one.',
  'idempotency-in-flight':
    'What was asked with this idempotency key is still under way. Ask again in a moment.',
  'shown-once':
    'An earlier request with this idempotency key was answered, and what it was told is shown once.',
  'flattrs-refused': 'The owner of this site does not take part in Flattr: nothing there can be flattred.',
  'claim-not-proven': 'Prove that the site is yours first.',
  'already-left': 'You have left Flattr already.',
  'confirmation-wrong': 'This is not your handle. Type it exactly as it stands above to leave.',
  'receipt-unknown': 'Nothing is kept by this receipt.',
  'webhook-url-refused':
    'A webhook goes to a public https:// address on its usual port, without a user name and a password.',
  'webhook-events-missing': 'Choose at least one kind of event.',
  'too-many-webhook-endpoints': 'You have 20 webhook endpoints. Delete one first.',
  'webhook-endpoint-unknown': 'You have no such webhook endpoint.',
  'webhook-endpoint-disabled': 'This webhook endpoint is disabled. Enable it first.',
  'delivery-unknown': 'No endpoint of yours has such a delivery.',
  'delivery-under-way': 'This is being delivered already: see when it is tried next.',
  'too-many-test-webhooks': 'This endpoint was sent 20 test webhooks within the hour. Come back later.',
  'listens-malformed':
    'These are not listens as ListenBrainz takes them: each has a `track_metadata` with an `artist_name` and a `track_name`, and one that was played a `listened_at` in seconds since 1970.',
  'too-many-listens': 'Send up to 1000 listens at once.',
  'suggestion-unknown': 'You played no such thing this month.',
  'webhook-forged': 'The signature of this event is missing or wrong.',
  'webhook-stale': 'This event was signed more than five minutes ago, or ahead of time.',
  'webhook-of-other-mode':
    'This event is of test mode and the key of live mode, or the other way about. Give this endpoint events of the mode of its key.',
  'webhook-thin':
    'This is a thin event, which names no object. Subscribe this endpoint to snapshot events instead.',
} as const satisfies Record<`${string}`, string>;

export type RefusalCode = keyof typeof refusals;

/** An expected no, from a closed set: a verb throws it, and whoever asked gets its code and sentence. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Where in the input the trouble is, such as `['things', '3', 'url']`. */
  readonly path: readonly string[];

  constructor(code: RefusalCode, path: readonly string[] = []) {
    super(refusals[code]);
    this.name = 'Refusal';
    this.code = code;
    this.path = path;
  }
}
