import type { ArgDef, ArgsDef } from 'citty';
import { aliasesOf } from './arg-names.ts';
import { commands } from './main.ts';
import { type Surroundings, styled } from './surroundings.ts';
import { wrap } from './telling/wrap.ts';

type Row = readonly [string, string];

/** The help of all commands. */
export const usageOfAll = (surroundings: Surroundings): string => {
  const rows = Object.entries(commands).map(([name, { summary }]): Row => [name, summary]);
  return [
    'The command of Flattr: registers what you publish, and finds what you can flattr.',
    ...section(surroundings, 'Usage', ['flattr <command> [options]']),
    ...section(surroundings, 'Commands', table(surroundings, rows)),
    '',
    'flattr <command> --help tells more of each.',
  ].join('\n');
};

type Described = {
  readonly name: string;
  readonly description: string;
  readonly args: ArgsDef;
  readonly examples: readonly string[];
};

/** The help of one command: what it does, what it takes, and examples. */
export const usageOf = (
  surroundings: Surroundings,
  { name, description, args, examples }: Described,
): string => {
  const all = Object.entries(args);
  const positionals = all.filter(([, arg]) => arg.type === 'positional');
  const options = all.filter(([, arg]) => arg.type !== 'positional');
  const words = positionals.map(([key, arg]) => positionalOf(key, arg));
  const rows = options.map(([key, arg]): Row => [optionOf(key, arg), arg.description ?? '']);
  return [
    ...wrap(`${description}.`, surroundings.columns),
    ...section(surroundings, 'Usage', [['flattr', name, ...words, '[options]'].join(' ')]),
    ...(positionals.length > 0
      ? section(
          surroundings,
          'Arguments',
          table(
            surroundings,
            positionals.map(([key, arg]): Row => [positionalOf(key, arg), arg.description ?? '']),
          ),
        )
      : []),
    ...section(surroundings, 'Options', table(surroundings, [...rows, ['-h, --help', 'Show this']])),
    ...(examples.length > 0 ? section(surroundings, 'Examples', examples) : []),
  ].join('\n');
};

const positionalOf = (key: string, arg: ArgDef): string => {
  const hint = arg.valueHint ?? key;
  return arg.required === false || arg.default !== undefined ? `[${hint}]` : `<${hint}>`;
};

const optionOf = (key: string, arg: ArgDef): string => {
  const negated = arg.type === 'boolean' && arg.default === true ? 'no-' : '';
  const names = [...aliasesOf(arg).map((alias) => `-${alias}`), `--${negated}${key}`].join(', ');
  if (arg.type === 'boolean' || arg.type === undefined)
    return [names, arg.valueHint].filter(Boolean).join(' ');
  const choices = arg.type === 'enum' ? arg.options?.join('|') : undefined;
  return `${names} <${arg.valueHint ?? choices ?? key}>`;
};

const section = ({ colours }: Surroundings, title: string, lines: readonly string[]): string[] => [
  '',
  styled(colours.out, 'bold', title),
  ...lines.map((line) => `  ${line}`),
];

const narrow = 60;
const columnMax = 28;

/** Names and what they mean side by side, or below each other where that would be too narrow. */
const table = ({ columns, colours }: Surroundings, rows: readonly Row[]): string[] => {
  const fitting = rows.map(([name]) => name.length).filter((length) => length <= columnMax);
  const indent = columns < narrow ? 4 : Math.max(...fitting, 0) + 2;
  return rows.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(text, columns - indent - 2);
    const shown = styled(colours.out, 'cyan', name);
    const beside = columns >= narrow && name.length + 2 <= indent;
    const head = beside
      ? [shown + ' '.repeat(indent - name.length) + first]
      : [shown, ' '.repeat(indent) + first];
    return [...head, ...rest.map((line) => ' '.repeat(indent) + line)];
  });
};
