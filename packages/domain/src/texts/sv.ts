import type { RefusalCode } from '../refusal.ts';

/**
 * What is refused, in Swedish, with du. Words: flattr en flattr, flattra; thing sak; budget budget; wallet plånbok; payout
 * utbetalning; claim anspråk; site webbplats; standing flattr stående flattr; split fördelning; beneficiary mottagare;
 * handle användarnamn; settle räkna av; receipt kvitto; scope behörighet; token en token.
 */
export const refusalsInSwedish = {
  'url-unparsable':
    'Det här är inte adressen till en webbsida. Kopiera hela adressen från webbläsarens adressfält.',
  'url-not-http': 'Bara webbsidor kan flattras: ange en adress som börjar med https:// eller http://.',
  'url-private': 'Bara det som vem som helst kan öppna på webben kan flattras. Ange den publika adressen.',
  'url-too-long': 'Adressen är längre än 2048 tecken.',
  'url-with-credentials':
    'Adressen innehåller ett användarnamn eller ett lösenord. Ta bort det som står före @.',
  'title-missing': 'Ge saken en titel på 1 till 300 tecken.',
  'kind-unknown': 'Typen är ARTICLE, AUDIO, VIDEO, IMAGE, SOFTWARE, PERSON eller OTHER.',
  'language-unknown': 'Språket är en kod som en eller pt-BR.',
  'too-many-tags': 'En sak har högst 20 taggar på 1 till 50 tecken vardera.',
  'too-many-things': 'Ange högst 500 saker på en gång.',
  'thing-unknown': 'Ingen har registrerat den här adressen än.',
  'registered-by-another':
    'Adressen är någon annans: hen har gjort anspråk på den eller registrerat den tidigare.',
  'not-yours-to-move': 'Det här är någon annans, och bara hen flyttar det.',
  'url-taken': 'På den nya adressen finns redan en annan sak.',
  'not-your-site':
    'Den nya adressen ligger inte på en webbplats som du har gjort anspråk på. Gör anspråk på den först; ingenting flyttar till någon annans.',
  'claim-under-way':
    'Någon annan håller på att visa att den gamla adressen är hens. Saken flyttar när det är avgjort.',
  'redirect-missing':
    'Ingen har gjort anspråk på den gamla adressen, så den måste omdirigera till den nya för gott, med status 301 eller 308. Det gör den inte.',
  'redirect-too-new':
    'Den gamla adressen omdirigerar till den nya. Eftersom saken har flattrats flyttar den om adressen fortfarande gör det om 14 dagar: fråga igen då.',
  'too-many-moves': 'Flytta högst 500 saker på en gång.',
  'too-many-looks':
    'Vi ser efter på 20 gamla adresser per fråga, och den här är en för mycket. Fråga igen om dem som är kvar.',
  'own-thing': 'Det här är ditt, helt eller delvis. En flattr är till någon annan.',
  'thing-unpublished': 'Ägaren har tagit bort det här från nätet: det kan inte flattras längre.',
  'already-flattred': 'Du har redan flattrat det här den här månaden.',
  'not-flattred': 'Du har ingen flattr på den här saken den här månaden.',
  'month-closed': 'Månaden tar inte emot fler flattrar.',
  'month-unknown': 'Den månaden finns inte här. En månad skrivs YYYY-MM.',
  'month-not-over': 'Månaden är inte slut än.',
  'month-not-settled': 'Månaden är inte avräknad än.',
  'months-out-of-order': 'En tidigare månad måste räknas av först.',
  'weight-out-of-range': 'En vikt är ett heltal från 1 till 10.',
  'standing-months-unknown': 'En stående flattr gäller i 3, 6 eller 12 månader, eller tills du avslutar den.',
  'not-standing': 'Du har ingen stående flattr på den här saken.',
  'currency-unknown': 'Den här valutan tas inte emot här.',
  'amount-malformed':
    'Ett belopp är ett enkelt decimaltal med punkt, som 5 eller 2.50, och ett heltal i yen.',
  'budget-too-small': 'Det är mindre än den minsta månadsbudgeten i den här valutan.',
  'budget-too-large': 'Det är mer än den största månadsbudgeten i den här valutan.',
  'max-per-flattr-too-small': 'Taket för vad en flattr får kosta är minst en cent eller en yen.',
  'months-at-once-unknown': 'En plånbok fylls på för 1, 3, 6 eller 12 månader på en gång.',
  'too-many-payments':
    'Du har påbörjat tio betalningar på ett dygn. Slutför en av dem eller kom tillbaka i morgon.',
  'too-many-cards':
    'Du har öppnat sidan för att spara ett kort tio gånger på ett dygn. Slutför där eller kom tillbaka i morgon.',
  'no-card': 'Du har inget kort sparat här.',
  'no-budget': 'Ange först en månadsbudget.',
  'nothing-to-refund': 'Just nu finns inget i plånboken som kan gå tillbaka till ditt kort.',
  'country-unknown': 'Välj ett av de länder där kreatörer får betalt.',
  'payouts-already-set-up': 'Dina utbetalningar är redan inställda.',
  'payouts-not-set-up': 'Ställ först in dina utbetalningar.',
  'payouts-restricted':
    'Betaltjänsten betalar inte ut till ditt konto för tillfället. Fortsätt hos den först.',
  'payout-under-way': 'En utbetalning i den här valutan är redan på väg.',
  'below-minimum': 'Det som är fritt är mindre än den minsta utbetalningen i den här valutan.',
  'name-missing': 'Ange ett namn på 1 till 100 tecken.',
  'scope-unknown': 'Välj minst en av de behörigheter som finns.',
  'token-unknown': 'Du har ingen sådan token.',
  'app-unknown': 'Du har inte registrerat någon sådan app.',
  'app-public': 'En publik app har ingen hemlighet.',
  'too-many-apps': 'Du har redan registrerat 50 appar. Ta bort en som inte används längre.',
  'website-malformed': 'Ange adressen till appens webbsida, som börjar med https:// eller http://.',
  'redirect-uris-out-of-range': 'En app har 1 till 10 omdirigeringsadresser.',
  'redirect-uri-malformed':
    'En omdirigeringsadress (redirect URI) är en hel https-adress, eller http på localhost, 127.0.0.1 eller [::1], utan # och så som en webbläsare skriver den.',
  'grant-unknown': 'Ingen sådan app är kopplad till dig.',
  'request-stale': 'Begäran är för gammal eller har ändrats på vägen. Gå tillbaka till appen och börja om.',
  'device-unknown': 'Ingen enhet väntar med den här koden. Titta på den igen eller låt enheten visa en ny.',
  'handle-malformed':
    'Ett användarnamn har 2 till 30 små bokstäver, siffror och bindestreck och börjar med en bokstav eller siffra.',
  'handle-taken': 'Användarnamnet är upptaget. Välj ett annat.',
  'email-malformed': 'Det här är inte en e-postadress.',
  'email-taken': 'Den här e-postadressen är redan med i Flattr. Logga in i stället.',
  'password-too-short': 'Ett lösenord har minst 8 tecken.',
  'password-too-long': 'Ett lösenord har högst 128 tecken.',
  'password-breached':
    'Lösenordet finns i en lista över lösenord som har läckt någon annanstans, så andra kommer att prova det. Välj ett annat.',
  'wrong-password': 'E-postadressen eller lösenordet är fel.',
  'email-unverified':
    'Bekräfta först din e-postadress: öppna länken i mejlet som vi skickade till dig, eller låt oss skicka ett nytt.',
  'link-over': 'Länken gäller inte längre: den har använts eller är för gammal. Be om en ny.',
  'too-many-attempts': 'Det har prövats för många gånger. Vänta en stund och försök igen.',
  'not-signed-in': 'Logga in först.',
  'reauthentication-needed':
    'Visa en gång till att det är du genom att logga in på /me/confirm, och gör det sedan inom 15 minuter.',
  'code-wrong': 'Koden är fel eller har redan använts. Ta nästa som din app visar.',
  'sign-in-over': 'Det tog för lång tid, eller så var för många koder fel. Logga in igen.',
  'two-factor-on': 'En autentiseringsapp är redan inställd. Ta bort den först.',
  'two-factor-off': 'Ingen autentiseringsapp är inställd.',
  'session-unknown': 'Du har ingen sådan session.',
  'not-your-thing': 'Bara den som har skapat en sak föreslår hur den fördelas.',
  'beneficiaries-out-of-range': 'En fördelning namnger 1 till 20 mottagare.',
  'basis-points-out-of-range':
    'En del är från 0,01\u00a0% till 100\u00a0%: ett helt antal baspunkter, 1 till 10\u00a0000.',
  'split-not-whole':
    'Delarna i en fördelning blir tillsammans exakt 100\u00a0%, det vill säga 10\u00a0000 baspunkter.',
  'beneficiary-twice': 'Mottagaren är redan nämnd: nämn var och en bara en gång.',
  'beneficiary-unknown': 'Ingen här har det användarnamnet.',
  'proposal-unknown': 'Det finns inget sådant förslag som du har lagt fram eller blivit ombedd att godta.',
  'proposal-ended': 'Förslaget har avböjts, dragits tillbaka eller ersatts.',
  'already-accepted': 'Du har redan godtagit den här fördelningen.',
  'split-in-force': 'Fördelningen gäller redan. Bara en annan kan ersätta den.',
  'site-malformed':
    'En webbplats är en hel domän eller en mapp i den, som https://example.com/ eller https://example.com/~ann/, utan ? och #.',
  'public-suffix':
    'Under det här namnet har många egna webbplatser. Ange hela adressen till din, till exempel https://ann.github.io/.',
  'too-many-claims': 'Du har 50 anspråk som inte är tillbakadragna. Dra tillbaka ett först.',
  'claim-unknown': 'Du har inget sådant anspråk.',
  'claim-withdrawn': 'Du har dragit tillbaka det här anspråket. Gör ett nytt.',
  'checked-just-now': 'Vi har precis tittat. Vänta tio sekunder och låt oss titta igen.',
  'idempotency-mismatch': 'Idempotensnyckeln har använts med andra uppgifter. Skapa en ny.',
  'idempotency-in-flight': 'Det som begärdes med den här idempotensnyckeln pågår än. Fråga igen om en stund.',
  'shown-once':
    'En tidigare begäran med den här idempotensnyckeln har besvarats, och det den fick veta visas bara en gång.',
  'flattrs-refused': 'Webbplatsens ägare är inte med i Flattr: inget där kan flattras.',
  'claim-not-proven': 'Visa först att webbplatsen är din.',
  'already-left': 'Du har redan lämnat Flattr.',
  'confirmation-wrong':
    'Det här är inte ditt användarnamn. Skriv det exakt som det står ovan för att lämna Flattr.',
  'receipt-unknown': 'Inget är sparat under det här kvittot.',
  'webhook-url-refused':
    'En webhook går till en publik adress med https:// på den vanliga porten, utan användarnamn och lösenord.',
  'webhook-events-missing': 'Välj minst en typ av händelse.',
  'too-many-webhook-endpoints': 'Du har 20 webhook-slutpunkter. Ta bort en först.',
  'webhook-endpoint-unknown': 'Du har ingen sådan webhook-slutpunkt.',
  'webhook-endpoint-disabled': 'Den här webhook-slutpunkten är avstängd. Slå på den först.',
  'delivery-unknown': 'Ingen av dina slutpunkter har en sådan leverans.',
  'delivery-under-way': 'Det här levereras redan: se när nästa försök görs.',
  'too-many-test-webhooks':
    'Den här slutpunkten har fått 20 testwebhookar inom en timme. Kom tillbaka senare.',
  'listens-malformed':
    'Det här är inga lyssningar som ListenBrainz tar emot dem: var och en har ett `track_metadata` med `artist_name` och `track_name`, och en som har spelats ett `listened_at` i sekunder sedan 1970.',
  'too-many-listens': 'Skicka högst 1000 lyssningar åt gången.',
  'suggestion-unknown': 'Något sådant har du inte spelat den här månaden.',
  'webhook-forged': 'Händelsens signatur saknas eller är fel.',
  'webhook-stale': 'Händelsen signerades för mer än fem minuter sedan, eller i förtid.',
  'webhook-of-other-mode':
    'Händelsen är från testläget och nyckeln från skarpt läge, eller tvärtom. Ge den här slutpunkten händelser från nyckelns läge.',
  'webhook-thin':
    'Det här är en ”thin event”, som inte namnger något objekt. Prenumerera i stället på ”snapshot events” för den här slutpunkten.',
  'passkey-refused': 'Den här nyckeln är inte känd här, eller så kom svaret för sent. Försök igen.',
  'passkey-unknown': 'Du har ingen sådan nyckel.',
  'too-many-passkeys': 'Du har 20 nycklar. Ta bort en först.',
} as const satisfies Partial<Record<RefusalCode, string>>;
