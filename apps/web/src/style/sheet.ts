import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const parts = [
  'tokens',
  'base',
  'shell',
  'forms',
  'things',
  'bar',
  'money',
  'flattr',
  'split',
  'sites',
  'shares',
  'reference',
  'apps',
];

/** All our style, in one sheet. */
export const sheet = parts
  .map((part) => readFileSync(join(import.meta.dirname, `${part}.css`), 'utf8'))
  .join('\n');

export const sheetVersion = createHash('sha256').update(sheet).digest('hex').slice(0, 16);

/** The sheet's address, another one for every content, so that it may be kept for ever. */
export const sheetHref = `/style.css?v=${sheetVersion}`;
