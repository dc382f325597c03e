import type { SchemaChange } from './schema-changes.ts';

/** What changed from the release before to this day, or to now where it is not released. */
export type Chapter = { readonly day: string | undefined; readonly changes: readonly SchemaChange[] };

const headings = {
  breaking: 'Breaks what was valid',
  surprising: 'May surprise',
  safe: 'New and otherwise harmless',
} as const;

/** The changelog of the API as Markdown, the newest chapter first; `firstDay` is that of the first release. */
export const printChangelog = (firstDay: string, chapters: readonly Chapter[]): string =>
  [
    '# What changed in the API',
    'Written by `npm run api:changelog` from the released schemas and `schema.graphql`. The API has no versions: it grows, and what is to go is deprecated for three months or longer first.',
    ...chapters
      .toReversed()
      .flatMap(({ day, changes }) => [
        `## ${day ?? 'Not released yet'}`,
        ...(changes.length === 0 ? ['Nothing.'] : sections(changes)),
      ]),
    `## ${firstDay}`,
    'The first release.',
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');

const sections = (changes: readonly SchemaChange[]): readonly string[] =>
  (['breaking', 'surprising', 'safe'] as const).flatMap((effect) => {
    const lines = changes.filter((change) => change.effect === effect).map(line);
    return lines.length === 0 ? [] : [`### ${headings[effect]}`, lines.join('\n')];
  });

/** The inspector quotes names as a sentence does; here they are code. */
const line = ({ message }: SchemaChange): string => `- ${message.replace(/'([^'\s][^']*)'/g, '`$1`')}`;
