import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { newId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import { supporterTag } from './supporter-tag.ts';

it('is another pseudonym each month, by the published recipe', () => {
  const secret = Buffer.alloc(32, 9);
  const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b' as UserId;
  const bytes = Buffer.from('0190a1b2c3d47e5f8a9b0c1d2e3f4a5b', 'hex');
  const salt = createHmac('sha256', secret)
    .update(Buffer.concat([Buffer.from('supporter'), bytes]))
    .digest();
  const name = 'flattr.month.v2/tag';
  const recipe = Buffer.concat([Buffer.of(8, name.length), Buffer.from(`${name}2026-11`), salt, bytes]);
  expect(Buffer.from(supporterTag(asMonth('2026-11'), secret, id))).toEqual(
    createHash('sha256').update(recipe).digest(),
  );
  expect(supporterTag(asMonth('2026-12'), secret, id)).not.toEqual(
    supporterTag(asMonth('2026-11'), secret, id),
  );
  expect(supporterTag(asMonth('2026-11'), secret, newId())).not.toEqual(
    supporterTag(asMonth('2026-11'), secret, id),
  );
});
