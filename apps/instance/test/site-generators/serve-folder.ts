import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.xml': 'application/xml',
};

/** The file of a path, as hosts of built sites find it. */
export const fileOf = (folder: string, path: string): string | undefined =>
  [path, `${path}/index.html`, `${path}.html`]
    .map((name) => join(folder, name))
    .find((file) => existsSync(file) && statSync(file).isFile());

/** Serves a built site. */
export const serveFolder = async (folder: string): Promise<{ origin: string; close(): Promise<void> }> => {
  const server = createServer(async ({ url = '/' }, response) => {
    const file = fileOf(folder, decodeURIComponent(url.split('?')[0] ?? '/'));
    if (!file) return response.writeHead(404).end();
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    return response.end(await readFile(file));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
