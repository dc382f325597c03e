import type { ArgDef, ArgsDef } from 'citty';
import { aliasesOf, kebab } from './arg-names.ts';
import { nearest } from './nearest.ts';
import { misuse } from './trouble.ts';

/**
 * Refuses what a command does not know, before anything is done: an option that it has not, an option without its value, and
 * words where it takes none. What comes after `--` is nobody's option.
 */
export const checkArgs = (
  command: string,
  args: ArgsDef,
  given: readonly string[],
  readsWords: boolean,
): void => {
  const help = `flattr ${command} --help lists what it takes.`;
  const end = given.indexOf('--');
  const read = end === -1 ? given : given.slice(0, end);
  const words: string[] = [];
  for (let index = 0; index < read.length; index++) {
    const text = read[index] ?? '';
    if (!text.startsWith('-') || text === '-') {
      words.push(text);
      continue;
    }
    const [name = '', value] = text.split(/=(.*)/s);
    const found = findOption(args, name);
    if (!found) {
      const meant = nearest(name, namesOf(args));
      throw misuse(`${command} has no option ${name}.`, meant ? `Did you mean ${meant}? ${help}` : help);
    }
    if (found.type === 'boolean' || found.type === undefined || value !== undefined) continue;
    index += 1;
    if (read[index] === undefined || read[index]?.startsWith('--'))
      throw misuse(
        `${name} needs a value.`,
        `Write it behind, as in ${name} ${found.valueHint ?? 'value'}. ${help}`,
      );
  }
  if (!readsWords) checkWords(command, args, words, help);
};

const checkWords = (command: string, args: ArgsDef, words: readonly string[], help: string): void => {
  const positionals = Object.entries(args).filter(([, arg]) => arg.type === 'positional');
  const [extra] = words;
  if (positionals.length === 0 && extra !== undefined)
    throw misuse(`${command} does not know what to do with “${extra}”.`, help);
  const needed = positionals.filter(([, arg]) => arg.required !== false && arg.default === undefined);
  const [missing] = needed[words.length] ?? [];
  if (missing !== undefined) throw misuse(`${command} needs ${missing}.`, help);
};

const namesOf = (args: ArgsDef): readonly string[] =>
  Object.entries(args).flatMap(([key, arg]) =>
    arg.type === 'positional'
      ? []
      : [
          `--${kebab(key)}`,
          ...aliasesOf(arg).map((alias) => (alias.length > 1 ? `--${alias}` : `-${alias}`)),
        ],
  );

const findOption = (args: ArgsDef, name: string): ArgDef | undefined => {
  const bare = name.replace(/^--?/, '');
  const has = (wanted: string) =>
    Object.entries(args).find(
      ([key, arg]) =>
        arg.type !== 'positional' && [key, kebab(key), ...aliasesOf(arg)].some((known) => known === wanted),
    )?.[1];
  const found = has(bare);
  if (found || !bare.startsWith('no-')) return found;
  const negated = has(bare.slice(3));
  return negated?.type === 'boolean' ? negated : undefined;
};
