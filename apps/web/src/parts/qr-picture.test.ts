import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrPicture } from './qr-picture.ts';

const uri = 'otpauth://totp/Flattr:ada%40people.example?secret=ONSWG4TFOQ&issuer=Flattr&digits=6&period=30';

test('each dark module of the code is painted, and no other', async () => {
  const text = `${await qrPicture(uri, 'A “code”')}`;
  const { data, size } = encode(uri, { ecc: 'M', border: 4 });
  const painted = data.map((row) => row.map(() => false));
  const [, dark = ''] = /fill="#000" d="([^"]+)"/.exec(text) ?? [];
  const runs = [...dark.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)];
  expect(runs.map(([run]) => run).join('')).toBe(dark);
  for (const [, x = '', y = '', width = '', back] of runs) {
    expect(back).toBe(x);
    painted[Number.parseInt(y, 10)]?.fill(
      true,
      Number.parseInt(x, 10),
      Number.parseInt(x, 10) + Number.parseInt(width, 10),
    );
  }
  expect(painted).toEqual(data);
  expect(text).toContain(`viewBox="0 0 ${size} ${size}"`);
});

test('it needs nothing that our policy of contents forbids, and says what it is', async () => {
  const text = `${await qrPicture(uri, 'A “code”')}`;
  expect(text).not.toMatch(/style|href|url\(/);
  expect(text).toContain('role="img" aria-label="A “code”"');
});
