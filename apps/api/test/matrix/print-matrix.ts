import type { Asker, Cell, Seen } from './ask-as.ts';
import { type Reached, wayText } from './field-paths.ts';
import { type Mutation, typesOfPayload } from './mutations.ts';

export type Matrix = {
  readonly askers: readonly Asker[];
  /** For each asker what they saw. */
  readonly seen: readonly Seen[];
  /** For each mutation what each asker was told. */
  readonly done: readonly (readonly Cell[])[];
};

const intro = (legend: string) => `# Who sees what

Written by \`npm run api:matrix\` and compared by \`apps/api/test/who-sees-what.test.ts\`, which asks for every field of the schema as
each of these, in a world in which everything is there:

- _nobody_: without session and token.
- _ada_, signed in: a supporter and creator, whose world it is. _ben_, signed in: another supporter. _noor_, signed in: the creator
  of what ada flattrs, who has proposed to share it with her.
- ada's _tokens_: one of each scope alone, and one of all scopes.

The operator is none of them: whoever runs an instance works by its commands, and the API knows no such viewer.

${legend}

A thing and a user that are reached by \`node(id:)\` and \`nodes(ids:)\` show the same as by \`thing\` and \`user\`. No other row of ours
has such an id: whatever else is asked for is \`BAD_USER_INPUT\` for everybody. In \`thing(url:)\` it is a thing of noor's, in
\`user(handle:)\` it is noor, and \`viewer.claim(id:)\` asks for ada's claim.
`;

const meanings = [
  ['value', 'something is there'],
  ['own', "the asker's own: reached through `viewer`, and nobody else's"],
  ['true, false', 'a yes or no'],
  ['null, empty', 'nothing is there for this asker'],
  ['–', 'not reached: what it would belong to is not there'],
  ['UNAUTHENTICATED, FORBIDDEN', 'refused by this code'],
  ['may', "the mutation is taken; its payload is the asker's"],
];

/** The matrix as Markdown, formatted as Biome formats a table. */
export const printMatrix = (
  types: readonly Reached[],
  mutations: readonly Mutation[],
  matrix: Matrix,
): string => {
  const heads = matrix.askers.map(({ name }) => name);
  const sections = types.map(({ type, path }) => {
    const rows = Object.keys(type.getFields()).map((name) => ({
      name,
      cells: matrix.seen.map((seen) => seen.get(`${type.name}.${name}`) ?? '?'),
    }));
    const way = path.length === 0 ? '' : `\nBy \`${wayText(path)}\`.\n`;
    return `## ${type.name}\n${way}\n${table(['field', ...heads], merged(rows))}\n`;
  });
  const done = mutations.map(({ name, payload }, index) => ({
    name,
    cells: matrix.done[index] ?? [],
    payload: typesOfPayload(payload, types),
  }));
  const answers = done.flatMap(({ name, payload }) =>
    payload.map((type) => [`\`${name}\``, type.name, Object.keys(type.getFields()).map(code).join(' ')]),
  );
  return `${[
    intro(table(['cell', 'means'], meanings)),
    ...sections,
    `## Mutation\n\n${table(
      ['mutation', ...heads],
      done.map(({ name, cells }) => [code(name), ...cells]),
    )}\n`,
    `## What mutations alone answer with\n\nWhoever may do it sees all of it.\n\n${table(['mutation', 'type', 'fields'], answers)}`,
  ].join('\n')}\n`;
};

type Row = { readonly name: string; readonly cells: readonly Cell[] };

const code = (text: string): string => `\`${text}\``;

/** Fields of which everybody sees the same stand in one row. */
const merged = (rows: readonly Row[]): readonly (readonly string[])[] => {
  const groups = new Map<string, { names: string[]; cells: readonly Cell[] }>();
  for (const { name, cells } of rows) {
    const group = groups.get(cells.join()) ?? { names: [], cells };
    group.names.push(code(name));
    groups.set(cells.join(), group);
  }
  return [...groups.values()].map(({ names, cells }) => [names.join(' '), ...cells]);
};

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};
