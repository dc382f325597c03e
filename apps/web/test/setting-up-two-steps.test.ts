import { expect, it } from 'vitest';
import { openWeb } from './open-web.ts';

it('shows the secret of an authenticator app as a picture to scan, a link and a text, under a policy that takes no styles', async () => {
  const { send } = openWeb();
  const answer = await send('/me/security/two-factor', { password: 'correct horse' }, 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toMatch(
    /<svg class="qr" role="img" aria-label="The secret as a QR code" viewBox="0 0 (\d+) \1"/,
  );
  expect(text).toContain('href="otpauth://totp/');
  expect(text).toContain('ONSW G4TF OQ');
  expect(answer.headers.get('content-security-policy')).toContain("style-src 'self';");
  expect(text).not.toContain('style=');
});
