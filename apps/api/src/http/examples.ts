import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(import.meta.dirname, '../schema');

const intro = `# The API of this Flattr instance.
# Put the cursor into an operation and
# press Ctrl-Enter.
#
# Reading what is public needs nothing.
# For the rest sign in on the web pages,
# in this browser, or make a token there
# (Tokens, in the menu) and send it in
# "Headers":
# {"authorization": "Bearer flt_pat_…"}
#
# What is refused stands in a payload's
# "errors", with a code and a sentence;
# nothing has changed then.
#
# Every type and field: /docs/api
`;

/** What comes first; the other nouns follow by their names. */
const first = ['thing', 'user', 'flattr'];

const rank = (noun: string): string => {
  const place = first.indexOf(noun);
  return place === -1 ? `~${noun}` : `${place}`;
};

/** The nouns that have examples, in order. */
export const exampleNouns: readonly string[] = globSync('*/examples.graphql', { cwd: folder })
  .map((file) => dirname(file))
  .sort((one, other) => (rank(one) < rank(other) ? -1 : 1));

/** What GraphiQL opens with: a page of working examples, those of each noun of the schema. */
export const examples: string = [
  intro,
  ...exampleNouns.map((noun) => readFileSync(join(folder, noun, 'examples.graphql'), 'utf8')),
].join('\n');
