import { until } from '@flattr/test-world/until';
import { type OpenApi, origin } from './open-api.ts';

export type Visitor = {
  /** The cookies that this browser keeps. */
  readonly cookies: Map<string, string>;
  /** Sends a form as a browser does; `to` is where it is led. */
  send(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answered>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  ask(query: string, variables?: object): Promise<any>;
  /** The handle of whom the API takes this browser for. */
  who(): Promise<string | undefined>;
};

type Answered = { readonly status: number; readonly to: URL; readonly answer: Response };

/** A browser without JavaScript that keeps its cookies, and sends forms from our own pages. */
export const newVisitor = (
  open: OpenApi,
  always: { headers?: Record<string, string>; address?: string } = {},
): Visitor => {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (answer: Response) => {
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/Max-Age=0\b/i.test(set)) cookies.delete(name);
      else cookies.set(name, pair.slice(name.length + 1));
    }
  };
  // What `@hono/node-server` tells of the connection.
  const env = always.address && { incoming: { socket: { remoteAddress: always.address } } };
  const ask: Visitor['ask'] = (query, variables) => open.ask(query, variables, { cookie: cookie() });
  return {
    cookies,
    send: async (path, fields = {}, headers = {}) => {
      const init = {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin,
          cookie: cookie(),
          ...always.headers,
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      };
      const answer = await open.api.request(path, init, env);
      keep(answer);
      return { status: answer.status, to: new URL(answer.headers.get('location') ?? '', origin), answer };
    },
    ask,
    who: async () => (await ask('{ viewer { user { handle } } }')).data.viewer?.user.handle,
  };
};

/** The link in the latest mail to somebody about something, once it is there. */
export const mailedTo = async (open: OpenApi, email: string, subject: RegExp): Promise<URL> => {
  let link: string | undefined;
  await until(`a mail to ${email}`, async () => {
    const mails = await open.world.mailbox.list();
    const mail = mails.find(({ to, subject: about }) => to === email && subject.test(about));
    link = mail && /http\S+\?token=\S+/.exec(mail.text)?.[0];
    return link !== undefined;
  });
  return new URL(link ?? '');
};
