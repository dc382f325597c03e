import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { needsProgram } from '@flattr/evidence/needs-program';
import { phpVersions, wordpressProgram } from './wordpress-program.ts';

export type PhpAnswer = { readonly code: number; readonly out: string; readonly said: string };

/** A PHP of this machine, which runs scripts and checks files. */
export type Php = {
  readonly name: string;
  run(script: string, ...words: readonly string[]): Promise<PhpAnswer>;
  lint(files: readonly string[]): Promise<PhpAnswer>;
};

/** The machine's own PHP, where there is one, which is otherwise said. */
export const phpProgram = needsProgram('php', ['/usr/bin/php']);

const start = (program: string, words: readonly string[]): Promise<PhpAnswer> =>
  new Promise((done) => {
    execFile(program, words, { maxBuffer: 1e8 }, (error, out, said) =>
      done({ code: error ? Number(error.code ?? 1) : 0, out, said }),
    );
  });

const ownPhp = (program: string): Php => ({
  name: 'of this machine',
  run: (script, ...words) => start(program, [script, ...words]),
  lint: async (files) => {
    const answers = [];
    for (const file of files) answers.push(await start(program, ['-l', file]));
    return {
      code: Math.max(0, ...answers.map(({ code }) => code)),
      out: answers.map(({ out }) => out).join(''),
      said: answers.map(({ said }) => said).join(''),
    };
  },
});

const wasmPhp =
  (program: string) =>
  (version: string): Php => {
    const hand = [join(import.meta.dirname, 'php-in-wasm.ts'), join(dirname(program), '..'), version];
    return {
      name: version,
      run: (script, ...words) => start(process.execPath, [...hand, 'run', script, ...words]),
      lint: (files) => start(process.execPath, [...hand, 'lint', ...files]),
    };
  };

/** Every PHP that can be had here: the machine's own, and those of the tests' WordPress. */
export const phps: readonly Php[] = [
  ...(phpProgram ? [ownPhp(phpProgram)] : []),
  ...(wordpressProgram ? phpVersions.map(wasmPhp(wordpressProgram)) : []),
];
