import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FetchTrouble } from '@flattr/domain/ports';

export const bodyBytesMax = 1_000_000;

/** What we ask for and can decode. */
export const acceptedEncodings = 'gzip, deflate, br';

/** Reads an answer's text as far as its decoded bytes are not too many; nothing of a bomb is kept. */
export const readBody = async (
  answer: IncomingMessage,
  signal: AbortSignal,
): Promise<{ readonly text: string } | FetchTrouble> => {
  const decoded = decode(answer);
  if (!decoded) return 'unreadable';
  const stop = () => answer.destroy(new Error('the time is over'));
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of decoded as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) return 'too-big';
      chunks.push(chunk);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    answer.destroy();
  }
  return { text: textOf(Buffer.concat(chunks), answer.headers['content-type']) };
};

const decode = (answer: IncomingMessage): Readable | undefined => {
  const encoding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return answer;
  const decoder = decoderOf(encoding);
  if (!decoder) return undefined;
  // A pipe tells no trouble of its source to its end.
  answer.on('error', (error) => decoder.destroy(error));
  return answer.pipe(decoder);
};

const decoderOf = (encoding: string) => {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
};

const textOf = (body: Buffer, contentType = ''): string => {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
};
