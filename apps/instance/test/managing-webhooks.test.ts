import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let cookie: string;
beforeAll(async () => {
  world = await createServedWorld();
  ({ cookie } = await world.joinsByForm('ada'));
});
afterAll(async () => {
  await world.site.close();
  await world.close();
});

const visit = async (as = cookie) => {
  const answer = await fetch(`${world.site.url}/me/webhooks`, {
    headers: { cookie: as },
    redirect: 'manual',
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
};

const send = async (path: string, form: [string, string][]) => {
  const answer = await fetch(`${world.site.url}/me/webhooks${path}`, {
    method: 'POST',
    headers: { cookie, origin: world.site.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text() };
};

const endpoint = () => world.platform.db.webhookEndpoint.findFirstOrThrow();

describe('the page of my webhooks', () => {
  it('asks a stranger to sign in first', async () => {
    expect((await visit('')).location).toMatch(/^\/sign-in/);
  });

  it('keeps what was typed where an address is refused', async () => {
    const { status, text } = await send('', [
      ['url', 'http://hooks.example.com/'],
      ['event', 'MONTH_SETTLED'],
    ]);
    expect(status).toBe(422);
    expect(text).toContain('id="url-refusal">A webhook goes to a public https:// address');
    expect(text).toContain('value="http://hooks.example.com/"');
    expect(text).toMatch(/value="MONTH_SETTLED" checked/);
    const without = await send('', [['url', 'https://hooks.example.com/']]);
    expect(without.text).toContain('id="events-refusal">Choose at least one kind of event.');
  });

  it('adds an endpoint and shows its secret once; another by a rotation', async () => {
    expect((await visit()).text).toContain('You have no webhook endpoint yet.');
    const { text } = await send('', [
      ['url', 'https://hooks.example.com/flattr?<b>'],
      ['event', 'MONTH_SETTLED'],
      ['event', 'NOPE'],
    ]);
    expect(text).toMatch(/whsec_[A-Za-z0-9+/]{43}=/);
    expect((await endpoint()).events).toEqual(['month.settled']);
    const page = (await visit()).text;
    expect(page).not.toContain('whsec_');
    expect(page).not.toContain('<b>');
    expect(page).toContain('It hears: A month is settled.');
    const rotated = await send('/rotate', [['id', (await endpoint()).id]]);
    expect(rotated.text).toMatch(/whsec_/);
    expect(rotated.text).toContain('The secret before signs as well until 16 November 2026');
  });

  it('tests an endpoint, shows what it was sent, and sends it again', async () => {
    const { id } = await endpoint();
    expect((await send('/test', [['id', id]])).status).toBe(303);
    expect((await visit()).text).toContain('On its way.');
    await world.owner.query(
      `WITH sent AS (UPDATE webhook_deliveries SET state = 'FAILED', attempts = 1, failures = 1, next_attempt_at = NULL,
         ended_at = flattr_now() RETURNING id)
       INSERT INTO webhook_attempts (delivery_id, attempt, duration_ms, trouble) SELECT id, 1, 7, 'unreachable' FROM sent`,
    );
    const page = (await visit()).text;
    expect(page).toContain('Not taken: it could not be reached.');
    const [, delivery = ''] = /redeliver"><input type="hidden" name="id" value="([^"]+)"/.exec(page) ?? [];
    expect((await send('/redeliver', [['id', delivery]])).status).toBe(303);
    expect((await visit()).text).toContain('It is tried again from 15 November 2026');
    const refused = await send('/redeliver', [['id', delivery]]);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This is being delivered already');
  });

  it('disables an endpoint, enables it again and deletes it', async () => {
    const id: [string, string] = ['id', (await endpoint()).id];
    await send('/disable', [id]);
    expect((await visit()).text).toContain('You have disabled it');
    await send('/enable', [id]);
    expect((await visit()).text).toContain('It is sent what happens.');
    await send('/delete', [id]);
    expect((await visit()).text).toContain('You have no webhook endpoint yet.');
  });
});
