import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAllowList } from '@flattr/adapters';
import { freePort } from '@flattr/database/free-port';
import { createWebhookEndpoint } from '@flattr/domain/webhooks/create-webhook-endpoint';
import { deliverWebhooks } from '@flattr/domain/webhooks/deliver-webhooks';
import { sendTestWebhook } from '@flattr/domain/webhooks/send-test-webhook';
import { createWorld, type World } from '@flattr/test-world';
import { startProcess } from '@flattr/test-world/crash/worker-process';
import { until } from '@flattr/test-world/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = await readFile(join(root, 'docs/integrate/webhooks.md'), 'utf8');
const snippets = [...page.matchAll(/```js\n(?<code>.*?)```/gs)].map(({ groups }) => groups?.code ?? '');

let folder: string;
beforeAll(async () => {
  // Where the packages of this house are found.
  await mkdir(join(root, '.flattr'), { recursive: true });
  folder = await mkdtemp(join(root, '.flattr', 'snippets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const answers = async (port: number): Promise<number> => {
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{"type":"forged"}' });
  return answer.status;
};

const logOf = async ({ platform }: World) =>
  platform.db.webhookAttempt.findMany({ select: { status: true, trouble: true } });

describe('the receivers of docs/integrate/webhooks.md', () => {
  it('are two', () => expect(snippets).toHaveLength(2));

  it.each(snippets.map((code, index) => [index + 1, code] as const))(
    'number %i takes what Flattr sends, and nothing else',
    async (index, code) => {
      const port = await freePort();
      const allow = readAllowList(`localhost:${port}`);
      const world = await createWorld({ fetchAllow: allow });
      const ada = await world.joins('ada');
      const url = `http://localhost:${port}/`;
      const { id, secret } = await createWebhookEndpoint(world.platform, ada.id, {
        url,
        events: ['month.settled'],
      });
      const file = join(folder, `receiver-${index}.mjs`);
      await writeFile(file, code);
      const receiver = startProcess([file], { FLATTR_WEBHOOK_SECRET: secret, PORT: `${port}` });
      try {
        await until('the receiver', () =>
          answers(port).then(
            () => true,
            () => false,
          ),
        );
        expect(await answers(port)).toBe(401);
        await sendTestWebhook(world.platform, ada.id, id);
        await deliverWebhooks(world.platform, { endpointId: id });
        expect(await logOf(world)).toEqual([{ status: 204, trouble: null }]);
        await world.owner.query('UPDATE webhook_endpoints SET secret = $1', [
          world.platform.webhooks.seal(`whsec_${Buffer.alloc(32).toString('base64')}`),
        ]);
        await sendTestWebhook(world.platform, ada.id, id);
        await deliverWebhooks(world.platform, { endpointId: id });
        expect(await logOf(world)).toContainEqual({ status: 401, trouble: null });
      } finally {
        receiver.process.kill('SIGTERM');
        await receiver.ended;
        await world.close();
      }
    },
  );
});
