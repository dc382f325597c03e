import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { exampleSites } from './built-sites.ts';

const root = join(import.meta.dirname, '../../../..');

export type Workshop = {
  /** Installs an example's packages as its lock file says. */
  install(name: string): Promise<void>;
  /** Builds it by its own `npm run build`, and gives what that said. */
  build(name: string, environment: Readonly<Record<string, string>>): Promise<string>;
  folderOf(name: string): string;
  clear(): Promise<void>;
};

const programFolders = (): readonly string[] =>
  exampleSites.flatMap(({ program }) => (program?.path ? [dirname(program.path)] : []));

/** What a build takes over from whoever runs the suite: not that a suite runs, and not that npm runs it. */
const inherited = () =>
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|SSR|BASE_URL|INIT_CWD|npm_(package|lifecycle|config_local)_.*)$/.test(
        name,
      ),
  );

const run = async (folder: string, args: readonly string[], environment = {}): Promise<string> => {
  const env = {
    ...Object.fromEntries(inherited()),
    PATH: [dirname(process.execPath), ...programFolders(), process.env.PATH].join(':'),
    ASTRO_TELEMETRY_DISABLED: '1',
    NO_UPDATE_NOTIFIER: '1',
    NO_COLOR: '1',
    LANG: 'C.UTF-8',
    FLATTR_TOKEN: '',
    ...environment,
  };
  try {
    const { stdout, stderr } = await promisify(execFile)('npm', args, { cwd: folder, env });
    return stdout + stderr;
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error && 'stderr' in error;
    throw new Error(`npm ${args.join(' ')} in ${folder}: ${said ? `${error.stdout}${error.stderr}` : error}`);
  }
};

/** What names its instance in a file, where its generator is no program of Node. */
const namesInstance = ['examples/hugo/hugo.toml', 'examples/jekyll/_config.yml'];

/** The examples beside the packed SDK, as in a clone of the repository, in a folder of their own and for this instance. */
export const openWorkshop = async (tarball: string, instance: string): Promise<Workshop> => {
  const workshop = await mkdtemp(join(tmpdir(), 'flattr-examples-'));
  const packed = join(workshop, 'packages/sdk/dist');
  await mkdir(packed, { recursive: true });
  await cp(tarball, join(packed, 'flattr-sdk-0.1.0.tgz'));
  for (const folder of ['examples', 'integrations']) {
    await cp(join(root, folder), join(workshop, folder), {
      recursive: true,
      filter: (file) => !file.includes('node_modules'),
    });
  }
  for (const file of namesInstance) {
    const text = await readFile(join(workshop, file), 'utf8');
    await writeFile(join(workshop, file), text.replace('https://flattr.example', instance));
  }
  const folderOf = (name: string) => join(workshop, 'examples', name);
  return {
    folderOf,
    install: async (name) => {
      const entries = await readdir(folderOf(name));
      if (!entries.includes('package-lock.json')) throw new Error(`${name} has no lock file`);
      await run(folderOf(name), ['ci', '--no-audit', '--no-fund', '--prefer-offline']);
    },
    build: (name, environment) => run(folderOf(name), ['run', 'build'], environment),
    clear: () => rm(workshop, { recursive: true, force: true }),
  };
};
