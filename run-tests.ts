// Runs every suite, tells what each took, checks that each promise left its evidence, and counts. It takes the same
// arguments as Vitest; with FLATTR_ALL_SUITES=1 a suite that misses a program fails instead of saying so, and so does its promise.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { allSuites } from './packages/evidence/src/needs-program.ts';

type Result = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    assertionResults: readonly { status: string }[];
  }[];
};
type Evidence = { readonly id: string; readonly tried: number; readonly failed: number };

const root = import.meta.dirname;
const home = join(root, '.flattr');
const evidenceFile = join(home, 'evidence.jsonl');
const resultFile = join(home, 'test-results.json');
const asked = process.argv.slice(2);

mkdirSync(home, { recursive: true });
rmSync(evidenceFile, { force: true });
rmSync(resultFile, { force: true });

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
const started = performance.now();
spawnSync(process.execPath, [vitest, 'run', ...reporters, ...asked], { cwd: root, stdio: 'inherit' });

const result: Result | undefined = existsSync(resultFile)
  ? JSON.parse(readFileSync(resultFile, 'utf8'))
  : undefined;
const { unproven, untried } =
  result && asked.length === 0 ? checkEvidence(result) : { unproven: [], untried: [] };

if (result) tellSuites(result);
for (const line of unproven) console.log(`not proven: ${line}`);
if (untried.length > 0) console.log(`not tried, since a program is missing: ${untried.join(', ')}`);
const crashed = result
  ? result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  : [];
const failed = (result ? result.numFailedTests + crashed.length : 1) + unproven.length;
const passed = result?.numPassedTests ?? 0;
const broken = failed > 0 || passed === 0 || !result?.success;
console.log(`all suites: ${seconds(performance.now() - started)}\n`);
console.log(`${passed} passed, ${broken ? Math.max(failed, 1) : 0} failed`);
process.exit(broken ? 1 : 0);

/**
 * The promises of docs/promises.md without evidence of this run, or with evidence against them; and those whose suite said that it
 * misses a program, where not every suite must run.
 */
function checkEvidence({ testResults }: Result): { unproven: string[]; untried: string[] } {
  const promises = readFileSync(join(root, 'docs/promises.md'), 'utf8').matchAll(/^\| ([A-Z]-\d+) \|.*$/gm);
  const lines = existsSync(evidenceFile)
    ? readFileSync(evidenceFile, 'utf8').split('\n').filter(Boolean)
    : [];
  const evidence = lines.map((line): Evidence => JSON.parse(line));
  const skips = testResults
    .filter(({ assertionResults }) =>
      assertionResults.some(({ status }) => !/^(passed|failed)$/.test(status)),
    )
    .map(({ name }) => relative(root, name));
  const unproven: string[] = [];
  const untried: string[] = [];
  for (const [promise, id = ''] of promises) {
    const ours = evidence.filter((line) => line.id === id);
    const misses = skips.some((file) => promise.includes(`\`${file}\``));
    if (ours.length === 0 && misses && !allSuites()) untried.push(id);
    else if (ours.length === 0) unproven.push(`${id} left no evidence`);
    else if (ours.some((line) => line.tried === 0 || line.failed > 0))
      unproven.push(`${id} failed or tried nothing`);
  }
  return { unproven, untried };
}

/** How long each room's tests took, added up over its files; files run side by side. */
function tellSuites({ testResults }: Result): void {
  const suites = new Map<string, { tests: number; ms: number }>();
  for (const { name, startTime, endTime, assertionResults } of testResults) {
    const [top = '', room = ''] = relative(root, name).split(/[/\\]/);
    const suite = suites.get(room && `${top}/${room}`) ?? { tests: 0, ms: 0 };
    suites.set(room ? `${top}/${room}` : 'tidy', {
      tests: suite.tests + assertionResults.length,
      ms: suite.ms + Math.max(0, endTime - startTime),
    });
  }
  console.log('');
  for (const [room, { tests, ms }] of [...suites].sort()) {
    console.log(`${room.padEnd(28)}${`${tests}`.padStart(5)} tests ${seconds(ms).padStart(8)}`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
