import type { FetchTrouble, WebhookAnswer, WebhookCaller } from '@flattr/domain/ports';
import { Webhook } from 'standardwebhooks';
import type { AllowList } from './fetch/allow-list.ts';
import { checkPlace, findTarget, type LookUp, lookUpAll } from './fetch/find-target.ts';
import { readExcerpt } from './fetch/read-excerpt.ts';
import { requestOnce } from './fetch/request-once.ts';
import { refused, troubleOf } from './fetch/trouble-of.ts';
import { createSeal } from './seal.ts';

type CallSettings = {
  readonly origin: string;
  /** Of the instance; without it nobody has webhooks. */
  readonly instanceSecret: string | undefined;
  readonly allow?: AllowList;
  readonly lookUp?: LookUp;
  readonly wholeMs?: number;
};

type Call = Parameters<WebhookCaller['call']>[0];

/**
 * Calls webhook endpoints: a POST with the headers of Standard Webhooks, on a connection of its own, to the public addresses that
 * were checked, over https. An answer counts by its head; of its body 2 kB are read, as far as they come in time.
 */
export const createWebhookCaller = (settings: CallSettings): WebhookCaller => {
  const { instanceSecret, allow = new Map(), wholeMs = 10_000 } = settings;
  const seal = () => {
    if (!instanceSecret) throw new Error('FLATTR_SECRET is missing, under which webhook secrets are kept');
    return createSeal(instanceSecret, 'webhook secrets');
  };
  return {
    refuses: (url) => {
      const parsed = URL.parse(url);
      return !parsed || troubleAtSight(parsed, allow) !== undefined;
    },
    seal: (secret) => seal().seal(secret),
    call: async (call) => {
      const began = performance.now();
      const secrets = call.sealedSecrets.map((sealed) => seal().open(sealed));
      const answer = await callOnce({ ...settings, allow }, call, secrets, AbortSignal.timeout(wholeMs));
      return { ...answer, durationMs: Math.round(performance.now() - began) };
    },
  };
};

/** https alone, but for places that the operator allows. */
const troubleAtSight = (url: URL, allow: AllowList): FetchTrouble | undefined => {
  const place = checkPlace(url, allow);
  if (typeof place === 'string') return place;
  return url.protocol === 'https:' || place.allowed ? undefined : 'scheme-refused';
};

const callOnce = async (
  { origin, allow, lookUp = lookUpAll }: CallSettings & { readonly allow: AllowList },
  { url: address, messageId, body }: Call,
  secrets: readonly string[],
  signal: AbortSignal,
): Promise<WebhookAnswer> => {
  try {
    const url = new URL(address);
    const trouble = troubleAtSight(url, allow);
    if (trouble) return refused(trouble);
    const target = await Promise.race([findTarget(url, allow, lookUp), tooSlow(signal)]);
    if (typeof target === 'string') return refused(target);
    const headers = { ...signed(messageId, body, secrets), 'user-agent': `Flattr (+${origin})` };
    const answer = await requestOnce({ url, target, headers, signal, body });
    return { outcome: 'answered', status: answer.statusCode ?? 0, text: await readExcerpt(answer, signal) };
  } catch (error) {
    return refused(signal.aborted ? 'too-slow' : troubleOf(error));
  }
};

const tooSlow = (signal: AbortSignal): Promise<FetchTrouble> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('too-slow'), { once: true });
  });

/** The headers of Standard Webhooks; receivers compare the moment with their own clock, so it is the machine's. */
const signed = (messageId: string, body: string, secrets: readonly string[]) => {
  const now = new Date();
  return {
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(body)}`,
    'accept-encoding': 'identity',
    connection: 'close',
    'webhook-id': messageId,
    'webhook-timestamp': `${Math.floor(now.getTime() / 1000)}`,
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, now, body)).join(' '),
  };
};
