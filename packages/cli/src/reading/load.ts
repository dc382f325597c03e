import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import { userAgent } from '../version.ts';

/** What a path or an address holds. */
export type Loaded = {
  readonly text: string;
  /** The address that it was read at in the end; undefined for a file. */
  readonly url: string | undefined;
};

const timeoutMs = 30_000;
const bytesMax = 100_000_000;

export const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

/** Reads a path or an address, unpacked where it is packed by gzip, in the encoding that it names. */
export const load = async ({ fetch, folder }: Surroundings, source: string): Promise<Loaded> => {
  if (isAddress(source)) return loadAddress(fetch, source);
  const bytes = await readFile(resolve(folder, source)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Trouble(exitCodes.misuse, `There is no file ${source}.`);
    throw new Trouble(exitCodes.misuse, `${source} cannot be read: ${error.code}.`);
  });
  return { text: decode(unpack(bytes, source), undefined), url: undefined };
};

const loadAddress = async (fetch: Surroundings['fetch'], source: string): Promise<Loaded> => {
  const init = { headers: { 'user-agent': userAgent }, signal: AbortSignal.timeout(timeoutMs) };
  const answer = await fetch(source, init).catch(() => {
    throw new Trouble(exitCodes.noAnswer, `${source} cannot be reached.`, 'Is it right? Then try again.');
  });
  if (!answer.ok) throw new Trouble(exitCodes.noAnswer, `${source} answers ${answer.status}.`);
  const bytes = await readBody(answer, source);
  const charset = /charset="?([\w-]+)/i.exec(answer.headers.get('content-type') ?? '')?.[1];
  return { text: decode(unpack(bytes, source), charset), url: answer.url || source };
};

const readBody = async (answer: Response, source: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of answer.body ?? []) {
      parts.push(part);
      length += part.byteLength;
      if (length > bytesMax) break;
    }
  } catch {
    throw new Trouble(exitCodes.noAnswer, `${source} stopped answering.`, 'Try again.');
  }
  if (length > bytesMax) throw new Trouble(exitCodes.noAnswer, `${source} is longer than 100 MB.`);
  return Buffer.concat(parts);
};

const unpack = (bytes: Buffer, source: string): Buffer => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: bytesMax });
  } catch {
    throw new Trouble(exitCodes.misuse, `${source} is packed, and cannot be unpacked.`);
  }
};

const decode = (bytes: Buffer, charset: string | undefined): string => {
  const head = bytes.subarray(0, 1024).toString('latin1');
  const named =
    /<\?xml[^>]*encoding=["']([\w-]+)/i.exec(head)?.[1] ?? /<meta[^>]*charset=["']?([\w-]+)/i.exec(head)?.[1];
  try {
    return new TextDecoder(charset ?? named ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};
