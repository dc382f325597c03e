import { freePort } from '@flattr/database/free-port';
import type { Fetcher } from '@flattr/domain/ports';
import { createFlattr, type Flattr } from '@flattr/sdk';
import { createWorld, type World } from '@flattr/test-world';
import { createApp } from '../src/create-app.ts';
import { type Listening, listen } from '../src/listen.ts';

export type ServedWorld = World & {
  readonly site: Listening;
  /** Joins by the form's address as a browser does, and acts with the session's cookie from then on. */
  joinsByForm(handle: string): Promise<{ readonly cookie: string; readonly client: Flattr }>;
};

export const password = 'correct horse battery';

/** A world whose pages and API are served on a port, where its Stripe sends real webhooks. */
export const createServedWorld = async (
  options: { readonly fetcher?: Fetcher } = {},
): Promise<ServedWorld> => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const world = await createWorld({ ...options, origin });
  const site = await listen(createApp(world.platform, world.config), port, '127.0.0.1');
  world.emulator.setWebhookUrl(`${site.url}/webhooks/stripe`);
  return {
    ...world,
    site,
    joinsByForm: async (handle) => {
      const answer = await fetch(`${site.url}/auth/join`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ handle, name: handle, email: `${handle}@people.example`, password }),
        redirect: 'manual',
      });
      const cookie = answer.headers
        .getSetCookie()
        .map((set) => set.split(';')[0])
        .join('; ');
      if (!cookie.includes('flattr_session=')) throw new Error(`${handle} could not join: ${answer.status}`);
      // As if they had opened the mailed link.
      await world.owner.query('UPDATE users SET email_verified = true WHERE handle = $1', [handle]);
      return {
        cookie,
        client: createFlattr({ endpoint: `${site.url}/graphql`, headers: { cookie, origin } }),
      };
    },
    close: async () => {
      await world.emulator.arrived();
      await site.close();
      await world.close();
    },
  };
};
