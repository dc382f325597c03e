import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { operationNames, pickOperations, readDocuments, readSchema } from '../src/client/read-operations.ts';
import { snakeCase, writeClient } from '../src/client/write-client.ts';

const schema = buildSchema(`
  scalar Decimal
  scalar Colour
  enum Kind { ARTICLE AUDIO }
  input Part { name: String!, share: Int = 1 }
  input PostInput { url: String!, kind: Kind, parts: [Part!] }
  input Nest { below: Nest }
  type Author { name: String, paid: Decimal! }
  type Post { url: String!, kind: Kind!, tags: [String!]!, author: Author, colour: Colour }
  type Payload { post: Post }
  type Query { post(url: String!): Post, posts(first: Int, kind: Kind): [Post], nested(nest: Nest): Int }
  type Mutation { writePost(input: PostInput!): Payload! }
`);

const write = (document: string, ...names: string[]) =>
  writeClient(schema, pickOperations(schema, parse(document), names));

describe('the generated client', () => {
  it('says the exact arrays of a mutation, of its fragments and of what may be left out', () => {
    const text = write(
      `
        fragment AuthorParts on Author { paid }
        fragment Unasked on Post { url }
        mutation WritePost($input: PostInput!, $deep: Boolean = true) {
          writePost(input: $input) {
            post { url kind tags author { name } author { ...AuthorParts @include(if: $deep) } }
          }
        }
      `,
      'WritePost',
    );
    expect(text).toContain(
      '@param array{ input: array{ url: string, kind?: Kind|null, parts?: list<array{ name: string, share?: int|null }>|null }, deep?: bool|null } $variables',
    );
    expect(text).toContain(`	 * @return array{
	 *     writePost: array{
	 *         post: array{
	 *             url: string,
	 *             kind: Kind,
	 *             tags: list<string>,
	 *             author: array{
	 *                 name: string|null,
	 *                 paid?: string,
	 *             }|null,
	 *         }|null,
	 *     },
	 * }`);
    expect(text).toContain(`@phpstan-type Kind 'ARTICLE'|'AUDIO'`);
    expect(text).toContain(
      `public function write_post( array $variables, ?string $idempotency_key = null ): array`,
    );
    expect(text).toContain('$this->mutate( self::WRITE_POST, $variables, $idempotency_key )');
    expect(text).not.toContain('Unasked');
  });

  it('asks a query without a key, and without variables where none is needed', () => {
    const text = write('query Posts($first: Int) { all: posts(first: $first) { url } }', 'Posts');
    expect(text).toContain('public function posts( array $variables = array() ): array');
    expect(text).toContain('all: list<array{');
    expect(text).toContain('query Posts($first:Int){all:posts(first:$first){url}}');
  });

  it.each([
    ['an operation that is not there', 'query A { nested }', 'B', /No operation of the SDK is called B/],
    ['a field that is not there', 'query A { post(url: "a") { title } }', 'A', /Cannot query field "title"/],
    ['a scalar that it does not know', 'query A { post(url: "a") { colour } }', 'A', /known for Colour/],
    ['an input that holds itself', 'query A($nest: Nest) { nested(nest: $nest) }', 'A', /Nest holds itself/],
  ])('is not written with %s', (_name, document, name, reason) => {
    expect(() => write(document, name)).toThrow(reason);
  });

  it('has a method for all that the plugin asks', () => {
    const real = readSchema();
    const text = writeClient(real, pickOperations(real, readDocuments(), operationNames));
    const methods = [...text.matchAll(/public function (\w+)\(/g)].map(([, name]) => name);
    expect(methods).toEqual(operationNames.map(snakeCase));
    const includes = join(import.meta.dirname, '../plugin/includes');
    const plugin = readdirSync(includes).map((file) => readFileSync(join(includes, file), 'utf8'));
    const unused = methods.filter((name) => !plugin.some((text) => text.includes(`->${name}(`)));
    expect(unused).toEqual([]);
  });
});
