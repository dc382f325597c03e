import type { Documents, Kind } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { badParameter, type StripeFault } from './stripe-fault.ts';

/** Which kind of document an id names, by its prefix. */
const kinds: Record<string, Kind> = {
  acct: 'account',
  ch: 'charge',
  cs: 'checkout_session',
  cus: 'customer',
  du: 'dispute',
  pi: 'payment_intent',
  pm: 'payment_method',
  po: 'payout',
  re: 'refund',
  seti: 'setup_intent',
  tu: 'topup',
  tr: 'transfer',
  trr: 'transfer_reversal',
  txn: 'balance_transaction',
};

const deepestPath = 4;

function resolve(store: Store, id: string): Documents[Kind] | undefined {
  const kind = kinds[id.slice(0, id.indexOf('_'))];
  return kind && store.get(kind, id);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(path: string): StripeFault {
  const message = `This property cannot be expanded (${path}).`;
  return badParameter(message, 'expand');
}

/** Replaces the id at the end of a path by what it names, on every item where the path meets a list. */
function expandPath(store: Store, value: unknown, keys: string[], path: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => expandPath(store, item, keys, path));
  if (!isObject(value) || !Object.hasOwn(value, key)) throw refuse(path);
  const held = value[key];
  const named = typeof held === 'string' ? resolve(store, held) : held;
  // An id or an object can be entered, text and numbers cannot.
  if (named === undefined || (named !== null && typeof named !== 'object')) throw refuse(path);
  return { ...value, [key]: expandPath(store, named, rest, path) };
}

/** The answer with every path of `expand[]` followed, such as `latest_charge.balance_transaction`. */
export function expandPaths(store: Store, answer: unknown, paths: string[]): unknown {
  return paths.reduce((value, path) => {
    const keys = path.split('.');
    if (keys.length > deepestPath + (keys[0] === 'data' ? 1 : 0)) {
      const message = 'You cannot expand more than 4 levels of a property.';
      throw badParameter(message, 'expand');
    }
    return expandPath(store, value, keys, path);
  }, answer);
}
