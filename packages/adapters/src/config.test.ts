import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { createPlatform } from './create-platform.ts';

describe('the configuration', () => {
  it('runs on nothing at all', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      emulatorPort: 4001,
      production: false,
      stripe: undefined,
    });
    expect(readConfig({}).policy).toMatchObject({
      origin: 'http://localhost:4000',
      feeBasisPoints: 500,
      holdDaysFirst: 30,
      sweepSeconds: 30,
    });
  });

  it('knows which places are fetched besides the public ones', () => {
    const { fetchAllow } = readConfig({ FLATTR_FETCH_ALLOW: '127.0.0.1:4000,Blog.example:80=[::1]:4002' });
    expect([...fetchAllow]).toEqual([
      ['127.0.0.1:4000', { port: 4000 }],
      ['blog.example:80', { address: '[::1]', port: 4002 }],
    ]);
    expect(readConfig({}).fetchAllow.size).toBe(0);
  });

  it.each([
    { PORT: 'many' },
    { FLATTR_SECRET: 'short' },
    { FLATTR_FEE_BASIS_POINTS: '3001' },
    { FLATTR_ORIGIN: 'flattr' },
    { LOG_LEVEL: 'loud' },
    { FLATTR_SWEEP_SECONDS: '0' },
    { FLATTR_SWEEP_SECONDS: 'often' },
    { FLATTR_CURRENCIES: 'EUR,DOGE' },
    { FLATTR_FETCH_ALLOW: '127.0.0.1' },
    { FLATTR_FETCH_ALLOW: 'a.example:80=everything' },
  ])('refuses %o and names it', (env) => {
    expect(() => readConfig(env)).toThrow(Object.keys(env)[0]);
  });

  it.each([
    [{}, 'SMTP_URL'],
    [{ FLATTR_FETCH_ALLOW: '127.0.0.1:4000' }, 'FLATTR_FETCH_ALLOW'],
    [{ SMTP_URL: 'smtp://mail.example' }, 'FLATTR_ORIGIN'],
    [{ SMTP_URL: 'smtp://mail.example', FLATTR_ORIGIN: 'https://flattr.example' }, 'FLATTR_SECRET'],
  ])('does not start in production with %o', async (env, missing) => {
    const config = readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      ...env,
    });
    const stripe = { secretKey: 'sk_live_x', webhookSecrets: ['whsec_x'] };
    await expect(createPlatform({ ...config, stripe })).rejects.toThrow(missing);
  });

  it('does not start in production on the emulator', async () => {
    const config = readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      STRIPE_SECRET_KEY: 'sk_test_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x',
      STRIPE_EMULATOR_URL: 'http://localhost:4001',
    });
    await expect(createPlatform(config)).rejects.toThrow('emulator');
  });
});
