import { CreateTokenDocument, type Flattr } from '@flattr/sdk';
import { createServedWorld, type ServedWorld } from '../../../apps/instance/test/served-world.ts';
import { type Blog, openBlog } from './blog.ts';
import { openShell, type Shell } from './shell.ts';

export type CliWorld = {
  readonly world: ServedWorld;
  readonly instance: string;
  readonly blog: Blog;
  /** Somebody who publishes, signed in by a browser. */
  readonly noor: { readonly client: Flattr; readonly cookie: string; readonly token: string };
  /** A shell with noor’s token in its environment. */
  openShell(): Promise<Shell>;
  close(): Promise<void>;
};

/** An instance that is served, a blog that it can look at, and somebody who has a token there. */
export const openCliWorld = async (): Promise<CliWorld> => {
  const blog = await openBlog();
  const world = await createServedWorld({ fetcher: blog.fetcher });
  const { client, cookie } = await world.joinsByForm('noor');
  const token = await tokenOf(client, ['ME_READ', 'THINGS_WRITE']);
  const instance = world.site.url;
  return {
    world,
    instance,
    blog,
    noor: { client, cookie, token },
    openShell: () => openShell({ instance, token, fetch: blog.fetch }),
    close: async () => {
      await world.close();
      await blog.close();
    },
  };
};

/** A token of somebody who is signed in. */
export const tokenOf = async (
  client: Flattr,
  scopes: readonly ('ME_READ' | 'THINGS_WRITE' | 'FLATTR_WRITE' | 'LISTENS_WRITE')[],
): Promise<string> => {
  const input = { name: 'The command', scopes: [...scopes] };
  const { secret, errors } = (await client.request(CreateTokenDocument, { input })).createToken;
  if (!secret) throw new Error(errors.map(({ code }) => code).join());
  return secret;
};
