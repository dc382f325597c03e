import type { Platform } from '@flattr/domain/platform';
import { Hono } from 'hono';

/** `GET /healthz`: this process runs. `GET /readyz`: it reaches its database. */
export const health = ({ pool, log }: Platform): Hono =>
  new Hono()
    .get('/healthz', (c) => c.json({ ok: true }))
    .get('/readyz', async (c) => {
      try {
        await pool.query('SELECT 1');
        return c.json({ ok: true });
      } catch (error) {
        log.warn({ err: error }, 'the database does not answer');
        return c.json({ ok: false }, 503);
      }
    });
