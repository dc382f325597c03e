import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildButton, buttonScripts } from '../src/build-button.ts';

const listen = async (answer: RequestListener): Promise<{ server: Server; port: number }> => {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, ready));
  return { server, port: (server.address() as AddressInfo).port };
};

export type TwoOrigins = {
  /** The page of somebody else. */
  readonly blog: string;
  /** The origin that serves the button and a bare popup page. */
  readonly instance: string;
  /** What the instance was asked for, in order. */
  readonly asked: readonly string[];
  readonly show: (body: string, options?: { head?: string; policy?: string; script?: string }) => void;
  readonly stop: () => Promise<void>;
};

/** A blog at 127.0.0.1 and an instance at localhost: two origins and two sites, over real HTTP. */
export const startTwoOrigins = async (): Promise<TwoOrigins> => {
  const button = await buildButton();
  const asked: string[] = [];
  let html = '';
  let policy: string | undefined;

  const blog = await listen((_request, response) => {
    if (policy) response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  const instance = await listen(({ url = '' }: IncomingMessage, response) => {
    asked.push(url);
    response.setHeader('access-control-allow-origin', '*');
    const [, language = ''] = /^\/button\.(\w\w)\.js$/.exec(url) ?? [];
    const script = url === '/button.js' ? button : buttonScripts.languages.get(language);
    if (url.startsWith('/counts')) {
      const count = { url: new URL(url, instanceOrigin).searchParams.get('url'), count: 1204 };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ counts: [count] }));
      return;
    }
    response.setHeader('content-type', `${script ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(script ?? '<!doctype html><title>Flattr</title><h1>Flattr this?</h1>');
  });
  const instanceOrigin = `http://localhost:${instance.port}`;

  return {
    blog: `http://127.0.0.1:${blog.port}`,
    instance: instanceOrigin,
    asked,
    show: (body, options = {}) => {
      asked.length = 0;
      policy = options.policy;
      html = `<!doctype html><title>A blog</title><link rel="icon" href="data:,">${options.head ?? ''}${body}
<script type="module" src="${instanceOrigin}/${options.script ?? 'button.js'}"></script>`;
    },
    stop: async () => {
      for (const { server } of [blog, instance]) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };
};
