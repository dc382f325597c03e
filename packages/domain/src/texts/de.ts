import type { RefusalCode } from '../refusal.ts';

/**
 * What is refused, in German, with du. Words: flattr der Flattr, flattrn; thing Beitrag; budget Budget; wallet Guthaben;
 * payout Auszahlung; claim Anspruch; site Website; standing flattr Dauer-Flattr; split Aufteilung; beneficiary Beteiligte;
 * handle Nutzername; settle abrechnen; receipt Beleg; scope Berechtigung; token das Token.
 */
export const refusalsInGerman = {
  'url-unparsable':
    'Das ist nicht die Adresse einer Webseite. Kopiere sie vollständig aus der Adresszeile des Browsers.',
  'url-not-http':
    'Nur Webseiten lassen sich flattrn: Gib eine Adresse an, die mit https:// oder http:// beginnt.',
  'url-private':
    'Flattrn lässt sich nur, was alle im öffentlichen Web aufrufen können. Gib die öffentliche Adresse an.',
  'url-too-long': 'Diese Adresse ist länger als 2048 Zeichen.',
  'url-with-credentials':
    'Diese Adresse enthält einen Benutzernamen oder ein Passwort. Entferne, was vor dem @ steht.',
  'title-missing': 'Gib dem Beitrag einen Titel mit 1 bis 300 Zeichen.',
  'kind-unknown': 'Die Art ist ARTICLE, AUDIO, VIDEO, IMAGE, SOFTWARE, PERSON oder OTHER.',
  'language-unknown': 'Die Sprache ist ein Kürzel wie en oder pt-BR.',
  'too-many-tags': 'Ein Beitrag hat höchstens 20 Schlagwörter mit je 1 bis 50 Zeichen.',
  'too-many-things': 'Nenne höchstens 500 Beiträge auf einmal.',
  'thing-unknown': 'Diese Adresse hat noch niemand registriert.',
  'registered-by-another':
    'Diese Adresse gehört jemand anderem: Sie ist schon beansprucht oder wurde früher registriert.',
  'not-yours-to-move': 'Das hat jemand anderes gemacht. Nur diese Person zieht es um.',
  'url-taken': 'Unter der neuen Adresse gibt es schon einen anderen Beitrag.',
  'not-your-site':
    'Die neue Adresse liegt nicht in einer Website, die du beansprucht hast. Beanspruche sie zuerst; in eine fremde zieht nichts um.',
  'claim-under-way':
    'Jemand anderes weist gerade nach, dass die alte Adresse ihm gehört. Der Beitrag zieht um, wenn das entschieden ist.',
  'redirect-missing':
    'Die alte Adresse hat niemand beansprucht. Deshalb muss sie dauerhaft auf die neue weiterleiten, mit dem Status 301 oder 308. Das tut sie nicht.',
  'redirect-too-new':
    'Die alte Adresse leitet auf die neue weiter. Weil der Beitrag schon geflattrt wurde, zieht er um, wenn sie das in 14 Tagen noch tut: Frag dann wieder.',
  'too-many-moves': 'Zieh höchstens 500 Beiträge auf einmal um.',
  'too-many-looks':
    'Für eine Anfrage sehen wir 20 alte Adressen an, und diese ist eine zu viel. Frag für die übrigen noch einmal.',
  'own-thing': 'Das gehört dir, ganz oder zum Teil. Ein Flattr ist für jemand anderen.',
  'thing-unpublished': 'Wem das gehört, hat es aus dem Netz genommen: Es lässt sich nicht mehr flattrn.',
  'already-flattred': 'Das hast du diesen Monat schon geflattrt.',
  'not-flattred': 'Für diesen Beitrag gibt es in diesem Monat keinen Flattr von dir.',
  'month-closed': 'Dieser Monat nimmt keine Flattrs mehr an.',
  'month-unknown': 'Diesen Monat gibt es hier nicht. Ein Monat wird als YYYY-MM geschrieben.',
  'month-not-over': 'Dieser Monat ist noch nicht vorbei.',
  'month-not-settled': 'Dieser Monat ist noch nicht abgerechnet.',
  'months-out-of-order': 'Zuerst muss ein früherer Monat abgerechnet werden.',
  'weight-out-of-range': 'Ein Gewicht ist eine ganze Zahl von 1 bis 10.',
  'standing-months-unknown': 'Ein Dauer-Flattr läuft 3, 6 oder 12 Monate oder bis du ihn beendest.',
  'not-standing': 'Du hast keinen Dauer-Flattr für diesen Beitrag.',
  'currency-unknown': 'Diese Währung wird hier nicht angenommen.',
  'amount-malformed':
    'Ein Betrag ist eine einfache Dezimalzahl mit Punkt wie 5 oder 2.50, in Yen eine ganze Zahl.',
  'budget-too-small': 'Das ist weniger als das kleinste Monatsbudget in dieser Währung.',
  'budget-too-large': 'Das ist mehr als das größte Monatsbudget in dieser Währung.',
  'max-per-flattr-too-small': 'Die Obergrenze für einen Flattr beträgt mindestens einen Cent oder einen Yen.',
  'months-at-once-unknown': 'Guthaben wird für 1, 3, 6 oder 12 Monate auf einmal aufgeladen.',
  'too-many-payments':
    'Du hast innerhalb eines Tages zehn Zahlungen begonnen. Schließe eine davon ab oder komm morgen wieder.',
  'too-many-cards':
    'Du hast die Seite zum Speichern einer Karte innerhalb eines Tages zehnmal geöffnet. Schließe es dort ab oder komm morgen wieder.',
  'no-card': 'Hier ist keine Karte von dir gespeichert.',
  'no-budget': 'Lege zuerst ein Monatsbudget fest.',
  'nothing-to-refund': 'Von diesem Guthaben kann gerade nichts auf deine Karte zurückgehen.',
  'country-unknown': 'Wähle eines der Länder, in die ausgezahlt wird.',
  'payouts-already-set-up': 'Deine Auszahlungen sind schon eingerichtet.',
  'payouts-not-set-up': 'Richte zuerst deine Auszahlungen ein.',
  'payouts-restricted':
    'Der Zahlungsdienst zahlt im Moment nicht an dein Konto aus. Mach zuerst dort weiter.',
  'payout-under-way': 'Eine Auszahlung in dieser Währung ist schon unterwegs.',
  'below-minimum': 'Was frei ist, liegt unter der kleinsten Auszahlung in dieser Währung.',
  'name-missing': 'Gib einen Namen mit 1 bis 100 Zeichen an.',
  'scope-unknown': 'Wähle mindestens eine der vorhandenen Berechtigungen.',
  'token-unknown': 'Du hast kein solches Token.',
  'app-unknown': 'Du hast keine solche App registriert.',
  'app-public': 'Eine öffentliche App hat kein Geheimnis.',
  'too-many-apps': 'Du hast schon 50 Apps registriert. Lösche eine, die nicht mehr benutzt wird.',
  'website-malformed': 'Gib die Adresse der Webseite der App an; sie beginnt mit https:// oder http://.',
  'redirect-uris-out-of-range': 'Eine App hat 1 bis 10 Redirect-URIs.',
  'redirect-uri-malformed':
    'Eine Redirect-URI ist eine ganze https-Adresse, oder http auf localhost, 127.0.0.1 oder [::1], ohne # und so, wie ein Browser sie schreibt.',
  'grant-unknown': 'Keine solche App ist mit dir verbunden.',
  'request-stale':
    'Diese Anfrage ist zu alt oder wurde unterwegs verändert. Geh zurück zur App und fang von vorn an.',
  'device-unknown':
    'Kein Gerät wartet mit diesem Code. Sieh noch einmal nach oder lass das Gerät einen neuen anzeigen.',
  'handle-malformed':
    'Ein Nutzername hat 2 bis 30 Kleinbuchstaben, Ziffern und Bindestriche und beginnt mit einem Buchstaben oder einer Ziffer.',
  'handle-taken': 'Dieser Nutzername ist vergeben. Wähle einen anderen.',
  'email-malformed': 'Das ist keine E-Mail-Adresse.',
  'email-taken': 'Mit dieser E-Mail-Adresse ist schon jemand dabei. Melde dich stattdessen an.',
  'password-too-short': 'Ein Passwort hat mindestens 8 Zeichen.',
  'password-too-long': 'Ein Passwort hat höchstens 128 Zeichen.',
  'password-breached':
    'Dieses Passwort steht in einer Liste von Passwörtern, die anderswo durchgesickert sind, also werden andere es ausprobieren. Wähle ein anderes.',
  'wrong-password': 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  'email-unverified':
    'Bestätige zuerst deine E-Mail-Adresse: Öffne den Link in der Mail, die wir dir geschickt haben, oder lass dir eine neue schicken.',
  'link-over': 'Dieser Link gilt nicht mehr: Er wurde benutzt oder ist zu alt. Fordere einen neuen an.',
  'too-many-attempts': 'Das wurde zu oft versucht. Warte eine Weile und versuche es noch einmal.',
  'not-signed-in': 'Melde dich zuerst an.',
  'reauthentication-needed':
    'Bestätige noch einmal, dass du es bist, indem du dich unter /me/confirm anmeldest, und mach das dann innerhalb von 15 Minuten.',
  'code-wrong': 'Dieser Code ist falsch oder wurde schon benutzt. Nimm den nächsten, den deine App anzeigt.',
  'sign-in-over': 'Das hat zu lange gedauert, oder zu viele Codes waren falsch. Melde dich noch einmal an.',
  'two-factor-on': 'Eine Authenticator-App ist schon eingerichtet. Entferne sie zuerst.',
  'two-factor-off': 'Es ist keine Authenticator-App eingerichtet.',
  'session-unknown': 'Du hast keine solche Sitzung.',
  'not-your-thing': 'Wie ein Beitrag aufgeteilt wird, schlägt nur vor, wer ihn geschaffen hat.',
  'beneficiaries-out-of-range': 'Eine Aufteilung nennt 1 bis 20 Beteiligte.',
  'basis-points-out-of-range':
    'Ein Anteil beträgt 0,01\u00a0% bis 100\u00a0%: eine ganze Zahl von Basispunkten, 1 bis 10.000.',
  'split-not-whole':
    'Die Anteile einer Aufteilung ergeben zusammen genau 100\u00a0%, das sind 10.000 Basispunkte.',
  'beneficiary-twice': 'Diese Person ist schon genannt: Nenne jede nur einmal.',
  'beneficiary-unknown': 'Niemand hier hat diesen Nutzernamen.',
  'proposal-unknown': 'Es gibt keinen solchen Vorschlag, den du gemacht hast oder annehmen sollst.',
  'proposal-ended': 'Dieser Vorschlag wurde abgelehnt, zurückgezogen oder ersetzt.',
  'already-accepted': 'Du hast dieser Aufteilung schon zugestimmt.',
  'split-in-force': 'Diese Aufteilung gilt schon. Nur eine andere kann sie ablösen.',
  'site-malformed':
    'Eine Website ist eine ganze Domain oder ein Ordner darin, etwa https://example.com/ oder https://example.com/~ann/, ohne ? und #.',
  'public-suffix':
    'Unter diesem Namen haben viele ihre eigene Website. Gib die ganze Adresse deiner Website an, etwa https://ann.github.io/.',
  'too-many-claims': 'Du hast 50 Ansprüche, die nicht zurückgezogen sind. Zieh zuerst einen zurück.',
  'claim-unknown': 'Du hast keinen solchen Anspruch.',
  'claim-withdrawn': 'Diesen Anspruch hast du zurückgezogen. Erhebe einen neuen.',
  'checked-just-now':
    'Wir haben gerade erst nachgesehen. Warte zehn Sekunden und lass uns noch einmal nachsehen.',
  'idempotency-mismatch':
    'Dieser Idempotenz-Schlüssel wurde mit einer anderen Eingabe verwendet. Erzeuge einen neuen.',
  'idempotency-in-flight':
    'Was mit diesem Idempotenz-Schlüssel angefragt wurde, läuft noch. Frag gleich noch einmal.',
  'shown-once':
    'Eine frühere Anfrage mit diesem Idempotenz-Schlüssel wurde beantwortet, und was sie erfuhr, wird nur einmal gezeigt.',
  'flattrs-refused': 'Wem diese Website gehört, macht bei Flattr nicht mit: Dort lässt sich nichts flattrn.',
  'claim-not-proven': 'Weise zuerst nach, dass die Website dir gehört.',
  'already-left': 'Du hast Flattr schon verlassen.',
  'confirmation-wrong':
    'Das ist nicht dein Nutzername. Gib ihn genau so ein, wie er oben steht, um Flattr zu verlassen.',
  'receipt-unknown': 'Zu diesem Beleg ist nichts aufbewahrt.',
  'webhook-url-refused':
    'Ein Webhook geht an eine öffentliche Adresse mit https:// auf dem üblichen Port, ohne Benutzernamen und Passwort.',
  'webhook-events-missing': 'Wähle mindestens eine Art von Ereignis.',
  'too-many-webhook-endpoints': 'Du hast 20 Webhook-Endpunkte. Lösche zuerst einen.',
  'webhook-endpoint-unknown': 'Du hast keinen solchen Webhook-Endpunkt.',
  'webhook-endpoint-disabled': 'Dieser Webhook-Endpunkt ist abgeschaltet. Schalte ihn zuerst ein.',
  'delivery-unknown': 'Keiner deiner Endpunkte hat eine solche Zustellung.',
  'delivery-under-way': 'Das wird gerade schon zugestellt: Sieh nach, wann es das nächste Mal versucht wird.',
  'too-many-test-webhooks':
    'An diesen Endpunkt gingen innerhalb einer Stunde 20 Test-Webhooks. Komm später wieder.',
  'listens-malformed':
    'Das sind keine Listens, wie ListenBrainz sie nimmt: Jeder hat ein `track_metadata` mit `artist_name` und `track_name`, und ein gespielter ein `listened_at` in Sekunden seit 1970.',
  'too-many-listens': 'Schick höchstens 1000 Listens auf einmal.',
  'suggestion-unknown': 'So etwas hast du diesen Monat nicht gespielt.',
  'webhook-forged': 'Die Signatur dieses Ereignisses fehlt oder ist falsch.',
  'webhook-stale': 'Dieses Ereignis wurde vor mehr als fünf Minuten oder in der Zukunft signiert.',
  'webhook-of-other-mode':
    'Dieses Ereignis ist aus dem Testmodus und der Schlüssel aus dem Livemodus, oder umgekehrt. Gib diesem Endpunkt Ereignisse aus dem Modus seines Schlüssels.',
  'webhook-thin':
    'Das ist ein „thin event“, das kein Objekt nennt. Abonniere für diesen Endpunkt stattdessen „snapshot events“.',
  'passkey-refused':
    'Dieser Passkey ist hier nicht bekannt, oder seine Antwort kam zu spät. Versuche es noch einmal.',
  'passkey-unknown': 'Du hast keinen solchen Passkey.',
  'too-many-passkeys': 'Du hast 20 Passkeys. Entferne zuerst einen.',
} as const satisfies Partial<Record<RefusalCode, string>>;
