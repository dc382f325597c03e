import type { RefusalCode } from '../refusal.ts';

/**
 * What is refused, in French, with vous. Words: flattr un flattr, flattrer; thing contenu; budget budget; wallet
 * portefeuille; payout versement; claim revendication; site site; standing flattr flattr permanent; split répartition;
 * beneficiary bénéficiaire; handle identifiant; settle régler; receipt reçu; scope autorisation; token jeton.
 */
export const refusalsInFrench = {
  'url-unparsable':
    'Ce n’est pas l’adresse d’une page web. Copiez-la en entier depuis la barre d’adresse du navigateur.',
  'url-not-http':
    'Seules les pages web peuvent être flattrées\u00a0: donnez une adresse qui commence par https:// ou http://.',
  'url-private':
    'On ne peut flattrer que ce que tout le monde peut ouvrir sur le web public. Donnez l’adresse publique.',
  'url-too-long': 'Cette adresse dépasse 2048 caractères.',
  'url-with-credentials':
    'Cette adresse contient un nom d’utilisateur ou un mot de passe. Supprimez ce qui précède le @.',
  'title-missing': 'Donnez au contenu un titre de 1 à 300 caractères.',
  'kind-unknown': 'Le type est ARTICLE, AUDIO, VIDEO, IMAGE, SOFTWARE, PERSON ou OTHER.',
  'language-unknown': 'La langue est un code tel que en ou pt-BR.',
  'too-many-tags': 'Un contenu a au plus 20 mots-clés de 1 à 50 caractères chacun.',
  'too-many-things': 'Indiquez au plus 500 contenus à la fois.',
  'thing-unknown': 'Personne n’a encore enregistré cette adresse.',
  'registered-by-another':
    'Cette adresse est à quelqu’un d’autre, qui l’a revendiquée ou enregistrée auparavant.',
  'not-yours-to-move': 'Ce contenu est à quelqu’un d’autre, et personne d’autre ne le déplace.',
  'url-taken': 'Un autre contenu se trouve déjà à la nouvelle adresse.',
  'not-your-site':
    'La nouvelle adresse n’est pas dans un site que vous avez revendiqué. Revendiquez-le d’abord\u202f; rien ne se déplace vers le site d’autrui.',
  'claim-under-way':
    'Quelqu’un d’autre est en train de prouver que l’ancienne adresse est à lui. Le contenu se déplacera quand ce sera décidé.',
  'redirect-missing':
    'Personne n’a revendiqué l’ancienne adresse\u00a0: elle doit donc rediriger définitivement vers la nouvelle, avec le statut 301 ou 308. Elle ne le fait pas.',
  'redirect-too-new':
    'L’ancienne adresse redirige vers la nouvelle. Comme ce contenu a été flattré, il se déplace si elle le fait encore dans 14 jours\u00a0: redemandez alors.',
  'too-many-moves': 'Déplacez au plus 500 contenus à la fois.',
  'too-many-looks':
    'Nous regardons 20 anciennes adresses par requête, et celle-ci est de trop. Redemandez pour celles qui restent.',
  'own-thing': 'Ceci est à vous, au moins en partie. Un flattr est pour quelqu’un d’autre.',
  'thing-unpublished': 'Son propriétaire l’a retiré du web\u00a0: il ne peut plus être flattré.',
  'already-flattred': 'Vous avez déjà flattré ceci ce mois-ci.',
  'not-flattred': 'Il n’y a aucun flattr de vous sur ce contenu pour ce mois.',
  'month-closed': 'Ce mois n’accepte plus de flattrs.',
  'month-unknown': 'Ce mois n’existe pas ici. Un mois s’écrit YYYY-MM.',
  'month-not-over': 'Ce mois n’est pas encore terminé.',
  'month-not-settled': 'Ce mois n’est pas encore réglé.',
  'months-out-of-order': 'Un mois antérieur doit d’abord être réglé.',
  'weight-out-of-range': 'Un poids est un nombre entier de 1 à 10.',
  'standing-months-unknown': 'Un flattr permanent dure 3, 6 ou 12 mois, ou jusqu’à ce que vous l’arrêtiez.',
  'not-standing': 'Vous n’avez aucun flattr permanent sur ce contenu.',
  'currency-unknown': 'Cette monnaie n’est pas acceptée ici.',
  'amount-malformed':
    'Un montant est un simple nombre décimal avec un point, tel que 5 ou 2.50, et un nombre entier en yens.',
  'budget-too-small': 'C’est moins que le plus petit budget mensuel dans cette monnaie.',
  'budget-too-large': 'C’est plus que le plus grand budget mensuel dans cette monnaie.',
  'max-per-flattr-too-small': 'Le coût maximal d’un flattr est d’au moins un centime, ou un yen.',
  'months-at-once-unknown': 'Un portefeuille s’alimente pour 1, 3, 6 ou 12 mois à la fois.',
  'too-many-payments': 'Vous avez commencé dix paiements en une journée. Terminez-en un, ou revenez demain.',
  'too-many-cards':
    'Vous avez ouvert dix fois en une journée la page qui enregistre une carte. Terminez sur cette page, ou revenez demain.',
  'no-card': 'Aucune carte à vous n’est enregistrée ici.',
  'no-budget': 'Fixez d’abord un budget mensuel.',
  'nothing-to-refund': 'Rien dans ce portefeuille ne peut revenir sur votre carte pour le moment.',
  'country-unknown': 'Choisissez l’un des pays où les créateurs peuvent être payés.',
  'payouts-already-set-up': 'Vos versements sont déjà configurés.',
  'payouts-not-set-up': 'Configurez d’abord vos versements.',
  'payouts-restricted':
    'Le prestataire de paiement ne verse rien sur votre compte pour le moment. Terminez d’abord les démarches chez lui.',
  'payout-under-way': 'Un versement dans cette monnaie est déjà en cours.',
  'below-minimum': 'Ce qui est disponible est inférieur au plus petit versement dans cette monnaie.',
  'name-missing': 'Donnez un nom de 1 à 100 caractères.',
  'scope-unknown': 'Choisissez au moins une autorisation parmi celles qui existent.',
  'token-unknown': 'Vous n’avez pas ce jeton.',
  'app-unknown': 'Vous n’avez pas enregistré cette application.',
  'app-public': 'Une application publique n’a pas de secret.',
  'too-many-apps': 'Vous avez déjà enregistré 50 applications. Supprimez-en une qui ne sert plus.',
  'website-malformed':
    'Donnez l’adresse de la page web de l’application, qui commence par https:// ou http://.',
  'redirect-uris-out-of-range': 'Une application a de 1 à 10 URI de redirection.',
  'redirect-uri-malformed':
    'Une URI de redirection est une adresse https entière, ou http sur localhost, 127.0.0.1 ou [::1], sans # et telle qu’un navigateur l’écrit.',
  'grant-unknown': 'Aucune application de ce genre n’est reliée à vous.',
  'request-stale':
    'Cette demande est trop ancienne ou a été modifiée en chemin. Revenez à l’application et recommencez.',
  'device-unknown':
    'Aucun appareil n’attend avec ce code. Regardez-le de nouveau, ou faites-en afficher un nouveau par l’appareil.',
  'handle-malformed':
    'Un identifiant a de 2 à 30 lettres minuscules, chiffres et traits d’union, et commence par une lettre ou un chiffre.',
  'handle-taken': 'Cet identifiant est déjà pris. Choisissez-en un autre.',
  'email-malformed': 'Ce n’est pas une adresse e-mail.',
  'email-taken': 'Quelqu’un s’est déjà inscrit avec cette adresse e-mail. Connectez-vous plutôt.',
  'password-too-short': 'Un mot de passe a au moins 8 caractères.',
  'password-too-long': 'Un mot de passe a au plus 128 caractères.',
  'password-breached':
    'Ce mot de passe figure dans une liste de mots de passe qui ont fuité ailleurs\u00a0: d’autres l’essaieront. Choisissez-en un autre.',
  'wrong-password': 'L’adresse e-mail ou le mot de passe est incorrect.',
  'email-unverified':
    'Confirmez d’abord votre adresse e-mail\u00a0: ouvrez le lien du message que nous vous avons envoyé, ou faites-vous-en envoyer un autre.',
  'link-over': 'Ce lien n’est plus valable\u00a0: il a servi ou il est trop ancien. Demandez-en un autre.',
  'too-many-attempts': 'Il y a eu trop de tentatives. Attendez un moment et réessayez.',
  'not-signed-in': 'Connectez-vous d’abord.',
  'reauthentication-needed':
    'Prouvez encore une fois que c’est bien vous en vous connectant sur /me/confirm, puis faites-le dans les 15 minutes.',
  'code-wrong': 'Ce code est faux ou a déjà servi. Prenez le prochain que votre application affiche.',
  'sign-in-over': 'Cela a pris trop de temps, ou trop de codes étaient faux. Connectez-vous de nouveau.',
  'two-factor-on': 'Une application d’authentification est déjà configurée. Supprimez-la d’abord.',
  'two-factor-off': 'Aucune application d’authentification n’est configurée.',
  'session-unknown': 'Vous n’avez pas cette session.',
  'not-your-thing': 'Seul le créateur d’un contenu propose comment il est réparti.',
  'beneficiaries-out-of-range': 'Une répartition nomme de 1 à 20 bénéficiaires.',
  'basis-points-out-of-range':
    'Une part va de 0,01\u00a0% à 100\u00a0%\u00a0: un nombre entier de points de base, de 1 à 10\u00a0000.',
  'split-not-whole':
    'Les parts d’une répartition totalisent exactement 100\u00a0%, soit 10\u00a0000 points de base.',
  'beneficiary-twice': 'Ce bénéficiaire est déjà nommé\u00a0: nommez chacun une seule fois.',
  'beneficiary-unknown': 'Personne ici n’a cet identifiant.',
  'proposal-unknown':
    'Il n’y a pas de telle proposition que vous ayez faite ou que l’on vous ait demandé d’accepter.',
  'proposal-ended': 'Cette proposition a été refusée, retirée ou remplacée.',
  'already-accepted': 'Vous avez déjà accepté cette répartition.',
  'split-in-force': 'Cette répartition est déjà en vigueur. Seule une autre peut la remplacer.',
  'site-malformed':
    'Un site est un domaine entier ou un de ses dossiers, tel que https://example.com/ ou https://example.com/~ann/, sans ? ni #.',
  'public-suffix':
    'Sous ce nom, beaucoup de gens ont leur propre site. Donnez l’adresse entière du vôtre, par exemple https://ann.github.io/.',
  'too-many-claims': 'Vous avez 50 revendications non retirées. Retirez-en d’abord une.',
  'claim-unknown': 'Vous n’avez pas cette revendication.',
  'claim-withdrawn': 'Vous avez retiré cette revendication. Commencez-en une autre.',
  'checked-just-now': 'Nous venons de regarder. Attendez dix secondes et demandez-nous de regarder encore.',
  'idempotency-mismatch': 'Cette clé d’idempotence a servi avec d’autres données. Tirez-en une nouvelle.',
  'idempotency-in-flight':
    'Ce qui a été demandé avec cette clé d’idempotence est encore en cours. Redemandez dans un instant.',
  'shown-once':
    'Une demande précédente avec cette clé d’idempotence a reçu sa réponse, et ce qu’elle contenait ne se montre qu’une fois.',
  'flattrs-refused':
    'Le propriétaire de ce site ne participe pas à Flattr\u00a0: rien ne peut y être flattré.',
  'claim-not-proven': 'Prouvez d’abord que le site est à vous.',
  'already-left': 'Vous avez déjà quitté Flattr.',
  'confirmation-wrong':
    'Ce n’est pas votre identifiant. Pour partir, saisissez-le exactement comme il figure ci-dessus.',
  'receipt-unknown': 'Rien n’est conservé sous ce reçu.',
  'webhook-url-refused':
    'Un webhook va à une adresse publique en https:// sur le port habituel, sans nom d’utilisateur ni mot de passe.',
  'webhook-events-missing': 'Choisissez au moins un type d’événement.',
  'too-many-webhook-endpoints': 'Vous avez 20 points d’accès de webhook. Supprimez-en d’abord un.',
  'webhook-endpoint-unknown': 'Vous n’avez pas ce point d’accès de webhook.',
  'webhook-endpoint-disabled': 'Ce point d’accès de webhook est désactivé. Activez-le d’abord.',
  'delivery-unknown': 'Aucun de vos points d’accès n’a cette livraison.',
  'delivery-under-way': 'Ceci est déjà en cours de livraison\u00a0: voyez quand aura lieu le prochain essai.',
  'too-many-test-webhooks': 'Ce point d’accès a reçu 20 webhooks de test en une heure. Revenez plus tard.',
  'listens-malformed':
    'Ce ne sont pas des écoutes comme ListenBrainz les prend : chacune a un `track_metadata` avec `artist_name` et `track_name`, et une écoute faite un `listened_at` en secondes depuis 1970.',
  'too-many-listens': 'Envoyez au plus 1000 écoutes à la fois.',
  'suggestion-unknown': 'Vous n’avez rien écouté de tel ce mois-ci.',
  'webhook-forged': 'La signature de cet événement manque ou est fausse.',
  'webhook-stale': 'Cet événement a été signé il y a plus de cinq minutes, ou en avance sur l’heure.',
  'webhook-of-other-mode':
    'Cet événement est du mode test et la clé du mode réel, ou l’inverse. Donnez à ce point d’accès des événements du mode de sa clé.',
  'webhook-thin':
    'C’est un événement léger («\u00a0thin event\u00a0»), qui ne nomme aucun objet. Abonnez plutôt ce point d’accès aux «\u00a0snapshot events\u00a0».',
  'passkey-refused':
    'Cette clé d’accès n’est pas connue ici, ou sa réponse est arrivée trop tard. Réessayez.',
  'passkey-unknown': 'Vous n’avez pas de telle clé d’accès.',
  'too-many-passkeys': 'Vous avez 20 clés d’accès. Supprimez-en une d’abord.',
} as const satisfies Partial<Record<RefusalCode, string>>;
