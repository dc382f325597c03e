import { createFlattr, createRequest, FlattrError, FlattrRefusal, ThingDocument } from '@flattr/sdk';
import { renderButton } from '@flattr/sdk/render-button';
import { verifyWebhook } from '@flattr/sdk/webhooks';

/** What is thrown, by its name and code. */
const codeOf = async (asking) => {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof FlattrRefusal || error instanceof FlattrError) return `${error.name} ${error.code}`;
    return `${error.name} ${error.code ?? error.message}`;
  }
};

/** A fetch that loses its first answer on the way: it was sent, and done. */
const losingOne = () => {
  let sent = 0;
  return async (url, init) => {
    sent += 1;
    const answer = await fetch(url, init);
    if (sent === 1) throw new TypeError('the answer was lost');
    return answer;
  };
};

/** Asks an instance all that the client can be asked, with nothing of the runtime's own, and gives what it heard as JSON. */
export const ask = async ({ endpoint, token, url, handle, webhook }) => {
  const instance = new URL(endpoint).origin;
  const flattr = createFlattr({ endpoint, token });
  const unsure = createFlattr({ endpoint, token, fetch: losingOne() });
  const elsewhere = createFlattr({ endpoint: `${instance}/nowhere`, token, retries: 0 });
  const things = [];
  for await (const thing of flattr.things(handle)) things.push(thing.url);
  const request = (headers) =>
    new Request('https://hooks.example/', { method: 'POST', headers, body: webhook.body });
  return {
    thing: (await createRequest({ endpoint })(ThingDocument, { url })).thing?.title,
    flattred: (await unsure.flattr({ url }))?.url,
    refused: await codeOf(flattr.flattr({ url })),
    undone: (await flattr.undoFlattr({ url }))?.url,
    unreadable: await codeOf(elsewhere.viewer()),
    stranger: await codeOf(createFlattr({ endpoint, token: `flt_pat_${'A'.repeat(43)}` }).viewer()),
    things: new Set(things).size,
    webhook: (await verifyWebhook(request(webhook.headers), webhook.secret)).type,
    forged: await codeOf(
      verifyWebhook(request({ ...webhook.headers, 'webhook-id': 'other' }), webhook.secret),
    ),
    button: renderButton({ instance, url }).startsWith('<flattr-button '),
  };
};
