import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startLocalApi } from './local-api.ts';
import { readmeSnippet } from './readme-snippet.ts';

const folder = join(import.meta.dirname, '..');
const token = 'flt_pat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

it('shows a client that runs as it stands', async () => {
  await using api = await startLocalApi(({ query }) =>
    query.includes('registerThings')
      ? {
          body: {
            data: {
              registerThings: {
                errors: [],
                results: [
                  { created: true, thing: { title: 'On bread' }, errors: [] },
                  {
                    created: false,
                    thing: null,
                    errors: [{ code: 'URL_PRIVATE', message: 'Not public.', path: [] }],
                  },
                ],
              },
            },
          },
        }
      : {
          body: {
            data: {
              flattr: { thing: null, errors: [{ code: 'OWN_THING', message: 'This is yours.', path: [] }] },
            },
          },
        },
  );
  const code = (await readmeSnippet('ts')).replace('https://flattr.example/graphql', api.endpoint);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code],
    { cwd: folder, env: { FLATTR_TOKEN: token } },
  );
  expect(stdout).toBe('On bread is new\nNot public. \nOWN_THING This is yours.\n');
  expect(api.asked.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${token}`,
    `Bearer ${token}`,
  ]);
});
