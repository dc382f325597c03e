import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { jsonValues, type Snippet } from './snippets.ts';

/** A command of a document, what it answered, and what the document shows that it answers; nothing where it shows nothing. */
export type Answered = {
  readonly command: string;
  readonly answers: readonly unknown[];
  readonly shown: readonly unknown[];
};

const mark = '----8<----';

/** Runs the shell's snippets of a document one after another in one shell, and reads the JSON that each answers. */
export const runInShell = async (
  snippets: readonly Snippet[],
  where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly stderr: string; readonly commands: readonly Answered[] }> => {
  const commands = snippets.filter(({ language }) => language === 'sh');
  const script = commands.map(({ text }) => `${text}\necho; echo '${mark}'\n`).join('');
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-eu', '-c', script], where);
  const said = stdout.split(mark);
  return {
    stderr,
    commands: commands.map((command, index) => {
      const next = snippets[snippets.indexOf(command) + 1];
      const shown = next?.language === 'json' ? jsonValues(next.text) : [];
      return { command: command.text, answers: jsonValues(said[index] ?? '').map(withoutCost), shown };
    }),
  };
};

/** What a request cost is told with every answer, and is another figure each time. */
const withoutCost = (answer: unknown): unknown => {
  if (typeof answer !== 'object' || answer === null || !('extensions' in answer)) return answer;
  const { extensions, ...rest } = answer;
  const { cost: _cost, ...others } = extensions as { cost?: unknown };
  return Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest;
};
