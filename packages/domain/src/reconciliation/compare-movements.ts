import type { Reader } from '@flattr/database';
import { addDays } from '../month.ts';
import type { Platform } from '../platform.ts';
import type { MovementKind, PaymentGateway } from '../ports.ts';
import { compareObject } from './compare-object.ts';
import { type KnownObject, postedTotal } from './known-object.ts';
import { type ProviderObject, type Thing, thingOf, totalOf, withLine } from './provider-object.ts';
import { readKnownObjects } from './read-known-objects.ts';
import { explain, type Tally } from './tally.ts';

/** What is posted later than it happened: the provider is asked for so many days more than the ledger. */
const marginDays = 7;

const batch = 500;

/** Of these there is one line each, and most lines are theirs: none is kept longer than until it is compared. */
const single: ReadonlySet<Thing> = new Set(['charge', 'cost', 'unknown']);

/** Compares each object that the provider's lines from a moment on are about with what is known of it here. */
export const compareMovements = async (
  { gateway, stopping }: Platform,
  reader: Reader,
  since: Date | undefined,
  tally: Tally,
): Promise<void> => {
  const open = new Map<string, ProviderObject>();
  let ready: ProviderObject[] = [];
  for await (const line of gateway.listMovements({ since: since && addDays(since, -marginDays) })) {
    const thing = thingOf(line);
    const key = `${thing} ${line.objectId}`;
    stopping?.throwIfAborted();
    if (!single.has(thing)) open.set(key, withLine(open.get(key), line));
    else if (ready.push(withLine(undefined, line)) === batch) {
      await compareAll(reader, ready, tally);
      ready = [];
    }
  }
  for (const object of open.values()) {
    ready.push(object.sent ? object : await fetchWhole(gateway, object));
    if (ready.length < batch) continue;
    await compareAll(reader, ready, tally);
    ready = [];
  }
  await compareAll(reader, ready, tally);
};

/** What came back in the time that is looked at may have left before it. */
const fetchWhole = async (gateway: PaymentGateway, object: ProviderObject): Promise<ProviderObject> => {
  let whole: ProviderObject | undefined;
  for await (const line of gateway.listMovementsOf(object.thing satisfies MovementKind, object.objectId))
    whole = withLine(whole, line);
  return whole ?? object;
};

const compareAll = async (
  reader: Reader,
  objects: readonly ProviderObject[],
  tally: Tally,
): Promise<void> => {
  for (const [thing, its] of Map.groupBy(objects, (object) => object.thing)) {
    const find = thing === 'unknown' ? () => undefined : await finder(reader, thing, its);
    for (const object of its) compareOne(object, find(object), tally);
  }
};

type Find = (object: ProviderObject) => KnownObject | undefined;

/** By the provider's id; by our reference alone only where the provider's id is not known here yet. */
const finder = async (
  reader: Reader,
  thing: Exclude<Thing, 'unknown'>,
  objects: readonly ProviderObject[],
): Promise<Find> => {
  const references = objects.flatMap(({ reference }) => reference ?? []);
  const ids = objects.map(({ objectId }) => objectId);
  const known = await readKnownObjects(reader, thing, ids, references);
  const byId = new Map(known.map((one) => [one.objectId, one]));
  const byReference = new Map(
    known.filter((one) => one.objectId === null).map((one) => [one.reference, one]),
  );
  return ({ objectId, reference }) => byId.get(objectId) ?? byReference.get(reference ?? '');
};

const compareOne = (object: ProviderObject, known: KnownObject | undefined, tally: Tally): void => {
  tally.compared++;
  for (const position of known?.positions ?? []) tally.seen.add(position);
  explain(tally, totalOf(object), 1n);
  const posted = known && postedTotal(known);
  if (posted) explain(tally, posted, -1n);
  const at = known && known.at > object.at ? known.at : object.at;
  for (const difference of compareObject(object, known))
    tally.findings.push({ difference, at, underWay: known?.underWay === true });
};
