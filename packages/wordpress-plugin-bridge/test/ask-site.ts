import { request } from 'node:http';

export type SiteAnswer = {
  readonly status: number;
  readonly headers: Headers;
  /** Where it leads, or nothing. */
  readonly location: string;
  readonly text: string;
};

export type SiteRequest = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
};

/** Asks a WordPress on this machine by the name that people know it by, and follows nothing. */
export const askSite = (
  port: number,
  host: string,
  path: string,
  { method = 'GET', headers = {}, body }: SiteRequest,
): Promise<SiteAnswer> =>
  new Promise((answered, refuse) => {
    const form = body instanceof URLSearchParams && { 'content-type': 'application/x-www-form-urlencoded' };
    const bytes = body === undefined ? undefined : Buffer.from(`${body}`);
    const length = bytes && { 'content-length': `${bytes.length}` };
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: { ...form, ...length, ...headers, host },
      },
      (told) => {
        const chunks: Buffer[] = [];
        told.on('data', (chunk) => chunks.push(chunk));
        told.on('error', refuse);
        told.on('end', () => {
          const found = new Headers();
          for (const [name, values] of Object.entries(told.headersDistinct))
            for (const value of values ?? []) found.append(name, value);
          answered({
            status: told.statusCode ?? 0,
            headers: found,
            location: found.get('location') ?? '',
            text: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    asked.on('error', refuse);
    asked.end(bytes);
  });
