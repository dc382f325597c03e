import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Month } from '@flattr/domain/month';
import { exportMonth } from '@flattr/domain/settlement/export-month';
import { needsProgram } from '@flattr/evidence/needs-program';
import type { World } from '@flattr/test-world';
import { writeExport } from '../src/write-export.ts';

export const python = needsProgram('python3', ['/usr/bin/python3', '/usr/local/bin/python3']);

export const exportTo = (world: World, month: Month, folder: string): Promise<void> =>
  writeExport(folder, (write) => exportMonth(world.platform, month, write));

export type Verdict = { readonly code: number; readonly lines: readonly string[] };

const run = (args: readonly string[]): Promise<Verdict> =>
  new Promise((told) => {
    execFile(python ?? 'python3', ['-B', ...args], (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      told({ code, lines: `${stdout}${stderr}`.trim().split('\n') });
    });
  });

const tool = join(import.meta.dirname, '../../../tools/verify-month');

/** Runs the verifier on an export, as the operator does. */
export const verify = (folder: string): Promise<Verdict> => run([join(tool, 'verify_month.py'), folder]);

/** Runs the verifier's own tests. */
export const testVerifier = (): Promise<Verdict> => run(['-m', 'unittest', 'discover', tool]);

export type Row = Record<string, string>;

/** An export that is being forged: its files as rows by column, to be changed in place. */
export type Forged = {
  rows(name: string): Row[];
  /** Puts a text in the place of another in month.json. */
  header(was: string | RegExp, is: string): void;
};

/** Copies an export and changes it; the hashes are redone, as a forger would, so that only who computes again can tell. */
export const forge = (genuine: string, folder: string, change: (forged: Forged) => void): void => {
  cpSync(genuine, folder, { recursive: true });
  const opened = new Map<string, { readonly columns: readonly string[]; readonly rows: Row[] }>();
  let changed = false;
  const put = (file: string, text: string) => {
    if (readFileSync(join(folder, file), 'utf8') === text) return;
    changed = true;
    writeFileSync(join(folder, file), text);
    const hash = createHash('sha256').update(text).digest('hex');
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').split('\n');
    const renewed = sums.map((line) => (line.endsWith(`  ${file}`) ? `${hash}  ${file}` : line));
    writeFileSync(join(folder, 'SHA256SUMS'), renewed.join('\n'));
  };
  change({
    rows: (name) => {
      const known = opened.get(name) ?? parse(readFileSync(join(folder, `${name}.csv`), 'utf8'));
      opened.set(name, known);
      return known.rows;
    },
    header: (was, is) => put('month.json', readFileSync(join(folder, 'month.json'), 'utf8').replace(was, is)),
  });
  for (const [name, { columns, rows }] of opened) {
    const lines = rows.map((row) => columns.map((column) => row[column]).join(','));
    put(`${name}.csv`, `${[columns.join(','), ...lines].join('\n')}\n`);
  }
  if (!changed) throw new Error('the forgery changes nothing');
};

const parse = (text: string) => {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const columns = head.split(',');
  const rows = lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(columns.map((column, place) => [column, fields[place] ?? '']));
  });
  return { columns, rows };
};
