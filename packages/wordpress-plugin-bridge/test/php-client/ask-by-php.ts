import { join } from 'node:path';
import { pluginFiles } from '../../src/plugin-files.ts';
import { writeFolder } from '../../src/write-folder.ts';
import type { Php } from '../php-programs.ts';

export type Call = {
  readonly method: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  /** Bytes for the first thing's title that JSON cannot carry. */
  readonly base64?: string;
};

export type Failed = {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly status: number | null;
  readonly temporary: boolean;
  readonly previous: string | null;
};

// biome-ignore lint/suspicious/noExplicitAny: what PHP was answered is looked at by each test.
export type Given = { readonly answer?: any; readonly failure?: Failed; readonly misuse?: string };

export type Asking = {
  readonly endpoint: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly calls: readonly Call[];
};

/** Makes these calls with the plugin's client in a PHP without WordPress, and gives what each gave. */
export const askByPhp = async (php: Php, plugin: string, asking: Asking): Promise<readonly Given[]> => {
  const script = join(import.meta.dirname, 'ask.php');
  const text = JSON.stringify({ options: {}, ...asking });
  const { code, out, said } = await php.run(script, plugin, text);
  if (code !== 0) throw new Error(`PHP ended with ${code}: ${out}${said}`);
  return JSON.parse(out);
};

/** Writes the plugin into this folder, which is then as it is installed. */
export const writePlugin = async (folder: string): Promise<void> => writeFolder(folder, await pluginFiles());
