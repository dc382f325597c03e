import { type ArgsDef, type CommandDef, runCommand } from 'citty';
import { checkArgs } from './check-args.ts';
import { commands } from './main.ts';
import { nearest } from './nearest.ts';
import { type Surroundings, styled } from './surroundings.ts';
import { exitCodes, misuse, Trouble } from './trouble.ts';
import { usageOf, usageOfAll } from './usage.ts';
import { version } from './version.ts';

/** Runs what somebody typed behind `flattr`, tells what is wrong in a sentence and what to do, and gives the exit code. */
export const runCli = async (typed: readonly string[], surroundings: Surroundings): Promise<number> => {
  try {
    return await run(typed, surroundings);
  } catch (error) {
    const trouble = error instanceof Trouble ? error : undefined;
    if (!trouble && !isArgumentError(error)) throw error;
    return tellTrouble(trouble ?? misuse((error as Error).message), typed.includes('--json'), surroundings);
  }
};

const run = async ([first, ...rest]: readonly string[], surroundings: Surroundings): Promise<number> => {
  if (
    first === undefined ||
    first === '--help' ||
    first === '-h' ||
    (first === 'help' && rest.length === 0)
  ) {
    surroundings.out(usageOfAll(surroundings));
    return exitCodes.done;
  }
  if (first === '--version' || first === '-v') {
    surroundings.out(version);
    return exitCodes.done;
  }
  if (first.startsWith('-'))
    throw misuse(`flattr has no option ${first}.`, 'The command comes first: flattr --help lists them.');
  const [name, given] = first === 'help' ? [rest[0] ?? '', ['--help']] : [first, rest];
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) throw unknownCommand(name);
  const { command, examples = [], readsWords = false } = await entry.load();
  const args = command.args as ArgsDef | undefined;
  if (asksForHelp(given)) {
    const meta = command.meta as { readonly description?: string } | undefined;
    const description = meta?.description ?? entry.summary;
    surroundings.out(usageOf(surroundings, { name, description, args: args ?? {}, examples }));
    return exitCodes.done;
  }
  checkArgs(name, args ?? {}, given, readsWords);
  const { result } = await runCommand(command as CommandDef, { rawArgs: [...given], data: surroundings });
  return typeof result === 'number' ? result : exitCodes.done;
};

const asksForHelp = (given: readonly string[]): boolean => {
  const end = given.indexOf('--');
  const read = end === -1 ? given : given.slice(0, end);
  return read.includes('--help') || read.includes('-h');
};

const unknownCommand = (name: string): Trouble => {
  const meant = nearest(name, Object.keys(commands));
  const list = 'flattr --help lists the commands.';
  return misuse(`There is no command ${name}.`, meant ? `Did you mean flattr ${meant}? ${list}` : list);
};

/** What citty refuses in what was typed. */
const isArgumentError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EARG';

const tellTrouble = (
  { message, advice, exit }: Trouble,
  asJson: boolean,
  { out, err, colours }: Surroundings,
): number => {
  if (asJson) out(JSON.stringify({ error: { message, advice, exit } }, undefined, 2));
  err(`${styled(colours.err, 'red', 'flattr:')} ${message}`);
  if (advice) err(advice);
  return exit;
};
