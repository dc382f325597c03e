import { scaleOf } from '@flattr/evidence';
import { CreateTokenDocument } from '@flattr/sdk';
import { type Adapter, type AdapterSubject, adapterChecks, type OpenSite } from '@flattr/sdk/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite } from './notebook.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let token = '';
let sites = 0;
beforeAll(async () => {
  world = await createServedWorld();
  const { client } = await world.joinsByForm('noor');
  const input = { name: 'notebook', scopes: ['THINGS_WRITE'] } as const;
  token = (await client.request(CreateTokenDocument, { input })).createToken.secret ?? '';
});
afterAll(() => world.close());

const subject = (change: (site: OpenSite) => OpenSite = (site) => site): AdapterSubject => ({
  get configuration() {
    return { instance: world.site.url, token };
  },
  open: async (configuration) => {
    sites += 1;
    return change(await openSite(`https://notebook-${sites}.example`, configuration));
  },
});

describe('the adapter of a notebook', () => {
  it.each(adapterChecks(subject()).map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await run();
  });
});

/** An adapter that does one thing wrong. */
const wrong = (adapter: (right: Adapter) => Partial<Adapter>): AdapterSubject =>
  subject((site) => ({ ...site, adapter: { ...site.adapter, ...adapter(site.adapter) } }));

const trouble: readonly (readonly [string, RegExp, AdapterSubject])[] = [
  ['gives no page', /pages\(\) gives \[\]/, wrong(() => ({ pages: async function* () {} }))],
  ['renders a link alone', /does not give a <flattr-button>/, wrong(() => ({ renderButton: () => '<a>' }))],
  [
    'escapes nothing',
    /stands unescaped/,
    wrong(() => ({ renderHead: ({ title }) => `<meta content="${title}">` })),
  ],
  [
    'registers nothing',
    /says 0 pages/,
    wrong(() => ({ register: async () => ({ registered: 0, created: 0 }) })),
  ],
  ['shows its token', /the token stands in a page/, wrong(() => ({ renderHead: () => token }))],
  ['says that it proved', /and it does not|no such file/, wrong(() => ({ prove: async () => true }))],
];

it.each(trouble.slice(0, scaleOf({ quick: 1, ci: 99, full: 99 })))(
  'an adapter that %s does not pass',
  async (_name, sentence, subject) => {
    const said: string[] = [];
    for (const { run } of adapterChecks(subject))
      await run().catch((error: Error) => said.push(error.message));
    expect(said.join('\n')).toMatch(sentence);
  },
);
