import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin, transform } from 'esbuild';
import { type ButtonLanguage, languages } from './button/languages.ts';

export { buildLegacyLoader, legacyLoaderPaths } from './build-legacy-loader.ts';

/** A style sheet becomes a module with its text, in as few bytes as it needs. */
const cssAsModule: Plugin = {
  name: 'css-as-module',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: `export const css = ${JSON.stringify(minified(code.trim()))};`, loader: 'js' };
    });
  },
};

/** What esbuild leaves alone: spaces in the values of properties of our own, and quotes around words. */
const minified = (css: string): string =>
  css.replace(/(--[\w-]+:|,) /g, '$1').replace(/\[(\w+)="(\w+)"\]/g, '[$1=$2]');

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'button/index.ts')],
    bundle: true,
    format: 'esm',
    minify: true,
    plugins: [cssAsModule],
    target: ['es2022'],
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild gave no file for the button');
  return file.text;
};

let built: Promise<string> | undefined;

/** The button as one minified module, built once a process: what an instance serves as `/button.js`, to any origin. */
export const buildButton = (): Promise<string> => {
  built ??= bundle();
  return built;
};

/** The file that a page takes in place of `button.js` for another language; it stands beside that one and loads it. */
export const buttonIn = (language: ButtonLanguage): string =>
  `globalThis.flattrWords=${JSON.stringify(languages[language])};import('./button.js');\n`;

export const buttonLanguages = Object.keys(languages) as readonly ButtonLanguage[];

/** All of it, for whoever serves it. */
export const buttonScripts = {
  button: buildButton,
  languages: new Map<string, string>(buttonLanguages.map((language) => [language, buttonIn(language)])),
};
