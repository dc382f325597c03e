import { type As, type Envelope, headersOf, type OpenApi } from './open-api.ts';

/** What a subscription tells first, after which it is left; what cannot be watched is answered as a query is. */
export const firstEvent = async (open: OpenApi, body: object, as: As): Promise<Envelope> => {
  const answer = await open.post('/graphql', body, { ...headersOf(as), accept: 'text/event-stream' });
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream') || !answer.body)
    return (await answer.json()) as Envelope;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const [, data] = /^event: next\ndata: (.*)$/m.exec(text) ?? [];
      if (data && text.includes('\n\n', text.indexOf(data))) return JSON.parse(data);
      const { value, done } = await reader.read();
      if (done) throw new Error(`nothing was told: ${text}`);
      text += value;
    }
  } finally {
    await reader.cancel();
  }
};
