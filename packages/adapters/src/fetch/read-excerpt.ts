import type { IncomingMessage } from 'node:http';

const excerptBytesMax = 2048;

/**
 * The beginning of an answer's body as text that can be kept, as far as it comes until the signal; the rest is not waited for.
 * What is compressed although nobody asked for it is left out.
 */
export const readExcerpt = async (answer: IncomingMessage, signal: AbortSignal): Promise<string> => {
  const stop = () => answer.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= excerptBytesMax) break;
    }
  } catch {
    // The head has said already whether it was taken.
  } finally {
    signal.removeEventListener('abort', stop);
    answer.destroy();
  }
  if (answer.headers['content-encoding']) return '';
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, excerptBytesMax));
  return text.replaceAll('\0', '\ufffd');
};
