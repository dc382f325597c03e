import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { clientOf, secretKey, webhookSecret } from './open-shop.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const keys = ['--secret-key', secretKey, '--webhook-secret', webhookSecret];

it('says where its dashboard is and ends at once, even while a webhook waits for its next try', async () => {
  const child = spawn(process.execPath, [
    main,
    '--port',
    '0',
    '--webhook-url',
    'http://127.0.0.1:9/',
    ...keys,
  ]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const warnings: string[] = [];
  child.stderr.on('data', (chunk) => warnings.push(String(chunk)));
  const [line] = await once(createInterface(child.stdout), 'line');
  const url = /Dashboard: (\S+)$/.exec(line)?.[1] ?? '';
  await clientOf(Number.parseInt(new URL(url).port, 10)).customers.create();
  const triedThrice = async () => expect(await (await fetch(url)).text()).toContain('3 tries');
  await vi.waitFor(triedThrice, { timeout: 4_000, interval: 100 });
  const asked = performance.now();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(warnings).toEqual([]);
});

it('explains itself when a key is missing', async () => {
  const child = spawn(process.execPath, [main, '--port', '0']);
  const [line] = await once(createInterface(child.stderr), 'line');
  expect(line).toContain('--secret-key sk_test_');
  expect((await once(child, 'exit'))[0]).toBe(2);
});
