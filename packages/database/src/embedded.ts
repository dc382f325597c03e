import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { migrate } from './migrate.ts';

type Access = { readonly port: number; readonly password: string };

export type EmbeddedPostgres = {
  /** The URL of one of its databases, as the role that owns the tables and may move the clock. */
  ownerUrl(database: string): string;
  /** The URL of one of its databases, as the application's role, which may not touch a closed month or the ledger. */
  appUrl(database: string): string;
  stop(): Promise<void>;
};

const accessFile = (home: string) => join(home, 'postgres.json');

/** Starts the PostgreSQL that npm brought, with its data under `home`; it ends with this process. */
export const startEmbeddedPostgres = async (
  home: string,
  flags: readonly string[] = [],
): Promise<EmbeddedPostgres> => {
  const folder = resolve(home);
  await mkdir(folder, { recursive: true });
  if (process.getuid?.() === 0) await letPostgresThrough(folder);
  const known = await readAccess(folder);
  const access = {
    port: await freePort(known?.port),
    password: known?.password ?? randomBytes(16).toString('hex'),
  };
  await writeAccess(folder, { ...access, port: known?.port ?? 0 });
  const keeper = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'postgres-keeper.ts'),
      join(folder, 'postgres'),
      `${access.port}`,
      access.password,
      ...flags,
    ],
    { detached: true, stdio: ['pipe', 'pipe', 'pipe'], cwd: folder },
  );
  const ended = new Promise<void>((resolveEnd) => keeper.once('exit', () => resolveEnd()));
  await new Promise<void>((ready, refuse) => {
    let trouble = '';
    keeper.stderr.on('data', (chunk) => (trouble += chunk));
    const late = () =>
      refuse(new Error(`PostgreSQL did not start under ${folder} within two minutes:\n${trouble.trim()}`));
    const limit = setTimeout(late, 120_000);
    keeper.stdout.once('data', () => {
      clearTimeout(limit);
      ready();
    });
    keeper.once('exit', () =>
      refuse(new Error(`PostgreSQL did not start under ${folder}:\n${trouble.trim()}`)),
    );
  });
  await writeAccess(folder, access);
  keeper.unref();
  return {
    ...urls(access),
    stop: async () => {
      keeper.ref();
      keeper.stdin.end();
      await ended;
    },
  };
};

/** The embedded PostgreSQL that another process runs under `home`, or undefined if none answers. */
export const findEmbeddedPostgres = async (
  home: string,
): Promise<Omit<EmbeddedPostgres, 'stop'> | undefined> => {
  const access = await readAccess(resolve(home));
  if (!access) return undefined;
  const client = new pg.Client({
    connectionString: urls(access).ownerUrl('postgres'),
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    return urls(access);
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
};

/** Makes sure that a database exists, is migrated, and lets the application's login in. */
export const prepareDatabase = async (
  postgres: Pick<EmbeddedPostgres, 'ownerUrl' | 'appUrl'>,
  database: string,
) => {
  await asOwner(postgres.ownerUrl('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  });
  await migrate(postgres.ownerUrl(database));
  const password = decodeURIComponent(new URL(postgres.appUrl(database)).password);
  await asOwner(postgres.ownerUrl(database), async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = 'flattr'");
    if (!rowCount)
      await client.query(
        `CREATE ROLE flattr LOGIN IN ROLE flattr_app PASSWORD ${pg.escapeLiteral(password)}`,
      );
  });
};

/** Copies a prepared database, which takes a fraction of preparing one: how each test gets its own. */
export const copyDatabase = (ownerUrl: (database: string) => string, template: string, database: string) =>
  asOwner(ownerUrl('postgres'), async (client) => {
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(database)} TEMPLATE ${pg.escapeIdentifier(template)}`,
    );
    // What a role may do with a database is not copied with it.
    await client.query(`GRANT CREATE ON DATABASE ${pg.escapeIdentifier(database)} TO flattr_app`);
  });

export const dropDatabase = (ownerUrl: (database: string) => string, database: string) =>
  asOwner(ownerUrl('postgres'), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`);
  });

export const hasDatabase = async (
  ownerUrl: (database: string) => string,
  database: string,
): Promise<boolean> => {
  let found = false;
  await asOwner(ownerUrl('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    found = rowCount === 1;
  });
  return found;
};

/** Gives a database another name; nobody may be connected to it. */
export const renameDatabase = (ownerUrl: (database: string) => string, from: string, to: string) =>
  asOwner(ownerUrl('postgres'), async (client) => {
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(from)} RENAME TO ${pg.escapeIdentifier(to)}`);
  });

/** Under root, PostgreSQL runs as a user of its own, who must get through to its files: our folder is opened, others told. */
const letPostgresThrough = async (folder: string): Promise<void> => {
  await chmod(folder, 0o711);
  for (const start of [folder, import.meta.dirname]) {
    for (let parent = dirname(start); parent !== dirname(parent); parent = dirname(parent)) {
      const { mode } = await stat(parent);
      if (!(mode & 0o001))
        throw new Error(`PostgreSQL's user cannot get through ${parent}: run chmod o+x ${parent}`);
    }
  }
};

const asOwner = async (url: string, work: (client: pg.Client) => Promise<void>) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

const urls = ({ port, password }: Access) => ({
  ownerUrl: (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
  appUrl: (database: string) => `postgresql://flattr:${password}@127.0.0.1:${port}/${database}`,
});

const readAccess = async (folder: string): Promise<Access | undefined> => {
  const text = await readFile(accessFile(folder), 'utf8').catch(() => undefined);
  return text ? (JSON.parse(text) as Access) : undefined;
};

const writeAccess = (folder: string, access: Access) =>
  writeFile(accessFile(folder), JSON.stringify(access), { mode: 0o600 });
