import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const migrationsFolder = join(import.meta.dirname, '../migrations');

/**
 * Applies the migrations that a database lacks, as the role that owns its tables, and returns their names.
 * It is Prisma's own engine, as WebAssembly: nothing is downloaded, and `prisma migrate deploy` does the same.
 */
export const migrate = async (ownerUrl: string): Promise<readonly string[]> => {
  const pool = new pg.Pool({ connectionString: ownerUrl });
  const engine = await loadEngine(pool);
  try {
    const applied = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: {
          path: 'migration_lock.toml',
          content: await readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories: await readMigrations(),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return applied.appliedMigrationNames;
  } finally {
    engine.free();
    await pool.end();
  }
};

const readMigrations = async () => {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
};

type Glue = { __wbg_set_wasm(exports: WebAssembly.Exports): void };
type Exports = { __wbindgen_start(): void };

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');

let loaded: Promise<Bindings> | undefined;

/** The engine's module, once per process: its bindings hold one instance only. */
const loadBindings = async (): Promise<Bindings> => {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = bindings as Bindings & Glue & WebAssembly.ModuleImports;
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as WebAssembly.Exports & Exports).__wbindgen_start();
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  return bindings;
};

const loadEngine = async (pool: pg.Pool) => {
  loaded ??= loadBindings();
  const { SchemaEngine } = await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
  return SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
};

/** The adapter cuts a script at every semicolon, also inside a function's body; PostgreSQL takes it whole, as one transaction. */
const wholeScripts = (pool: pg.Pool) => {
  const factory = new PrismaPg(pool, { schema: 'public' });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    connection.executeScript = async (script) => {
      await pool.query(script);
    };
    return connection;
  };
  return factory;
};
