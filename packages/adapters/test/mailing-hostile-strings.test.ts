import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { recordEvidence, scaleOf, sharedFolder } from '@flattr/evidence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSmtpMailer } from '../src/smtp-mailer.ts';

const corpus = join(sharedFolder(), 'corpora/blns.json');
const listed: readonly string[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')) : [];
const every = scaleOf({ quick: 40, ci: 1, full: 1 });
const strings = [
  '<script>alert(1)</script>',
  'x\r\nBcc: all@evil.example\r\n\r\n<b>',
  'x\r\n.\r\nMAIL FROM:<a@evil.example>',
  ...listed.filter((_words, at) => at % every === 0),
];

/** What came, each mail as the lines of its head and of its body. */
const mails: { readonly to: string[]; readonly head: string; readonly body: string }[] = [];

/** A mail server that takes whatever it is given, as little of one as a mailer asks for. */
const take = (socket: Socket): void => {
  let read = '';
  let to: string[] = [];
  let data = false;
  socket.write('220 here\r\n');
  socket.on('data', (chunk) => {
    read += chunk;
    for (;;) {
      const end = read.indexOf(data ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const text = read.slice(0, end);
      read = read.slice(end + (data ? 5 : 2));
      if (data) {
        const [head = '', ...body] = text.split('\r\n\r\n');
        mails.push({ to, head, body: body.join('\r\n\r\n') });
        to = [];
        data = false;
        socket.write('250 taken\r\n');
        continue;
      }
      if (/^RCPT TO:/i.test(text)) to.push(text);
      data = /^DATA$/i.test(text);
      socket.write(data ? '354 go on\r\n' : /^QUIT/i.test(text) ? '221 bye\r\n' : '250 ok\r\n');
    }
  });
  socket.on('error', () => {});
};

const server = createServer(take);
let smtp: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  smtp = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`;
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
});

it('sends plain text alone, to one person, whatever stands in it and in its subject (S-23)', async () => {
  const mailer = createSmtpMailer(smtp, 'https://flattr.example');
  let failed = 0;
  for (const words of strings) {
    mails.length = 0;
    await mailer.send({
      to: 'ada@people.example',
      subject: `About ${words}`,
      text: `Hello ${words},\n\nwelcome.`,
    });
    const [mail] = mails;
    const names = [...(mail?.head.matchAll(/^([\w-]+):/gm) ?? [])].map(([, name]) => name);
    const whole =
      mails.length === 1 &&
      mail?.to.join() === 'RCPT TO:<ada@people.example>' &&
      names.join() ===
        'From,To,Subject,Message-ID,Content-Transfer-Encoding,Date,MIME-Version,Content-Type' &&
      /^Content-Type: text\/plain; charset=utf-8$/m.test(mail.head);
    if (!whole) failed += 1;
  }
  recordEvidence({ id: 'S-23', tried: strings.length, failed });
  expect(failed).toBe(0);
}, 120_000);
