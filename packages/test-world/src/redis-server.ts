import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '@flattr/database/free-port';

export type RedisServer = {
  readonly url: string;
  /** Forgets everything, by FLUSHALL. */
  flush(): Promise<void>;
  /** Ends it by SIGKILL: what it held is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** It keeps its connections and answers nobody. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
};

/** Where a Redis may be installed. */
export const redisPlaces = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
];

/** Starts a Redis of the test's own on a free port, which keeps nothing on the disk. */
export const startRedisServer = async (program: string, ...settings: string[]): Promise<RedisServer> => {
  const port = await freePort();
  const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...settings];
  let server = await spawnRedis(program, flags);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGCONT');
    server.kill(signal);
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: () => say(port, 'FLUSHALL'),
    kill: () => end('SIGKILL'),
    start: async () => {
      server = await spawnRedis(program, flags);
    },
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    close: () => end('SIGTERM'),
  };
};

const spawnRedis = async (program: string, flags: readonly string[]): Promise<ChildProcess> => {
  const server = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((ready, refuse) => {
    server.once('error', refuse);
    server.once('exit', (code) => refuse(new Error(`Redis ended with ${code} before it was ready`)));
    server.stdout.on('data', (chunk) => `${chunk}`.includes('Ready to accept connections') && ready());
  });
  return server;
};

/** Says one word to it, on a connection of its own. */
const say = async (port: number, word: string): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${word}\r\n`);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  if (!`${answer}`.startsWith('+OK')) throw new Error(`Redis answered ${word} with ${answer}`);
};
