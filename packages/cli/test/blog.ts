import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch, readConfig } from '@flattr/adapters';
import type { Fetcher } from '@flattr/domain/ports';
import type { Fetch } from '../src/surroundings.ts';

export type Page = { readonly status?: number; readonly body?: string | Buffer; readonly location?: string };

/** A site of this machine under a name of the public web, as the instance and the command find it there. */
export type Blog = {
  readonly origin: string;
  readonly pages: Map<string, Page>;
  /** The paths that were asked for, with the methods, in their order. */
  readonly asked: string[];
  /** How the command fetches. */
  readonly fetch: Fetch;
  /** How the instance does. */
  readonly fetcher: Fetcher;
  close(): Promise<void>;
};

export const openBlog = async (name = 'blog.example'): Promise<Blog> => {
  const pages = new Map<string, Page>();
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    const page = pages.get(request.url ?? '');
    const { status = page ? 200 : 404, body = '', location } = page ?? {};
    answer.writeHead(status, { 'content-type': 'text/html', ...(location && { location }) }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const origin = `http://${name}:${port}`;
  const here = `http://127.0.0.1:${port}`;
  const { fetchAllow: allow } = readConfig({ FLATTR_FETCH_ALLOW: `${name}:${port}=127.0.0.1:${port}` });
  return {
    origin,
    pages,
    asked,
    fetch: (url, init) => {
      const to = url.startsWith(`${origin}/`) ? here + url.slice(origin.length) : url;
      if (!/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(to)) throw new Error(`no test asks ${url}`);
      return fetch(to, init);
    },
    fetcher: createGuardedFetch({ origin, allow, lookUpTxt: async () => [] }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
