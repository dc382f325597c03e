import pg from 'pg';
import type { FanOut } from './create-live.ts';

const channel = 'flattr_live';
/** A notification holds 8,000 bytes, and a topic fewer than 60. */
const topicsAtOnce = 100;
const reconnectMs = 1_000;
const sendWithinMs = 5_000;
/** A connection that died without a word is found out by a question. */
const askMs = 15_000;

/**
 * Fans out by LISTEN and NOTIFY: one connection of a process hears, and is made anew where it is lost. It sends by another one of
 * its own, outside of any transaction that does something, since NOTIFY has all who commit with one wait for each other.
 */
export const createPostgresFanOut = (connectionString: string): FanOut => {
  const pool = new pg.Pool({
    connectionString,
    max: 1,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    connectionTimeoutMillis: sendWithinMs,
    query_timeout: sendWithinMs,
  });
  pool.on('error', () => {});
  let closed = false;
  let listener: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  const listen: FanOut['listen'] = (hear, onListening) => {
    const client = new pg.Client({
      connectionString,
      application_name: 'flattr live',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    listener = client;
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      clearInterval(asking);
      client.end().catch(() => {});
      if (!closed) again = setTimeout(() => listen(hear, onListening), reconnectMs).unref();
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ payload = '' }) => hear(payload.split(' ')));
    const begin = async () => {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      asking = setInterval(() => client.query('SELECT').catch(lose), askMs).unref();
      onListening();
    };
    begin().catch(lose);
  };
  return {
    send: async (topics) => {
      for (let from = 0; from < topics.length; from += topicsAtOnce) {
        const some = topics.slice(from, from + topicsAtOnce).join(' ');
        await pool.query('SELECT pg_notify($1, $2)', [channel, some]);
      }
    },
    listen,
    close: async () => {
      closed = true;
      clearTimeout(again);
      clearInterval(asking);
      await listener?.end().catch(() => {});
      await pool.end();
    },
  };
};
