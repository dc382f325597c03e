import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { opensslProgram } from './wordpress-program.ts';

export type HttpsFront = { readonly port: number; close(): Promise<void> };

/** What a web server in front of PHP serves by itself. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * Stands before a site as a web server with a certificate does: it serves the files of its folder, and passes the rest on to PHP.
 * While it stands, this process trusts its certificate, so that our instance can ask the site as it asks any other.
 */
export const openHttpsFront = async (host: string, folder: string, phpPort: number): Promise<HttpsFront> => {
  const { key, cert } = await makeCertificate(host);
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, cert]);
  const server = createServer({ key, cert }, (asked, answer) => {
    fileOf(folder, asked).then(
      (file) => (file ? sendFile(file, answer) : passOn(phpPort, asked, answer)),
      () => answer.destroy(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      setDefaultCACertificates(getCACertificates('default').filter((other) => other.trim() !== cert.trim()));
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
};

const makeCertificate = async (host: string): Promise<{ key: string; cert: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'flattr-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const named = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  await promisify(execFile)(`${opensslProgram}`, [
    'req',
    '-x509',
    ...kind,
    ...named,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  const made = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  await rm(folder, { recursive: true });
  return made;
};

const fileOf = async (
  folder: string,
  { method, url = '/' }: IncomingMessage,
): Promise<string | undefined> => {
  const { pathname } = new URL(url, 'http://site.example');
  if (method !== 'GET' || !types[extname(pathname)]) return undefined;
  const file = join(folder, normalize(decodeURIComponent(pathname)));
  return (await stat(file).catch(() => undefined))?.isFile() ? file : undefined;
};

const sendFile = (file: string, answer: ServerResponse): void => {
  answer.writeHead(200, {
    'content-type': `${types[extname(file)]}; charset=utf-8`,
    'cache-control': 'max-age=600',
  });
  createReadStream(file).pipe(answer);
};

const passOn = (port: number, asked: IncomingMessage, answer: ServerResponse): void => {
  const { method, url: path, headers } = asked;
  // A connection that is kept may be closed by PHP just when it is used again.
  const passed = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (told) => {
    answer.writeHead(told.statusCode ?? 502, told.headers);
    told.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  asked.pipe(passed);
};
