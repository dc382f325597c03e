import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('shows readers that run as they stand', async () => {
  const folder = join(import.meta.dirname, '..');
  const page = await readFile(join(folder, '../../docs/integrate/old-buttons.md'), 'utf8');
  const code = /```ts\n(.*?)```/s.exec(page)?.[1] ?? '';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code],
    { cwd: folder },
  );
  expect(stdout).toBe('https://blog.example/old/feed ann\nhttps://blog.example/?p=7 de-DE\n');
});
