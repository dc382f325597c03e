import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `node php-in-wasm.ts <node_modules> <version> run <script> <arguments…>` runs a script as PHP's command line does, and with
 * `lint <files…>` what `php -l` says of each: the PHP that the tests' WordPress runs on, with this machine's files and network.
 */
const [modules = '', version, task, ...rest] = process.argv.slice(2);
const require = createRequire(join(modules, 'none.js'));
const load = (name: string) => import(pathToFileURL(require.resolve(name)).href);
const { loadNodeRuntime, useHostFilesystem } = await load('@php-wasm/node');
const { PHP } = await load('@php-wasm/universal');

const runPhp = async (words: readonly string[]): Promise<number> => {
  const php = new PHP(await loadNodeRuntime(version, { emscriptenOptions: { processId: process.pid } }));
  useHostFilesystem(php);
  php.chdir(process.cwd());
  const answer = await php.cli(['php', ...words]);
  process.stdout.write(await answer.stdoutText);
  process.stderr.write(await answer.stderrText);
  const code = await answer.exitCode;
  php.exit();
  return code;
};

let worst = 0;
// A runtime runs one command line, so each file has its own.
for (const words of task === 'lint' ? rest.map((file) => ['-l', file]) : [rest])
  worst = Math.max(worst, await runPhp(words));
process.exit(worst);
