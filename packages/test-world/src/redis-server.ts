import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@flattr/database/free-port';

export type RedisServer = { readonly url: string; close(): Promise<void> };

/** Starts a Redis of the test's own on a free port, which keeps nothing on the disk. */
export const startRedisServer = async (program: string, ...settings: string[]): Promise<RedisServer> => {
  const port = await freePort();
  const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...settings];
  const server = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  await new Promise<void>((ready, refuse) => {
    server.once('error', refuse);
    server.stdout.on('data', (chunk) => `${chunk}`.includes('Ready to accept connections') && ready());
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    close: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
};
