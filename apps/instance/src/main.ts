// npm start: the whole product in one process, on its own PostgreSQL and its own Stripe where no other is configured.
import { readConfig } from '@flattr/adapters/config';
import { refuseStart } from './refuse-start.ts';
import { seedPassword } from './seed/cast.ts';
import type { Instance } from './start-instance.ts';

let instance: Instance | undefined;
let stops = 0;
const stop = async () => {
  stops += 1;
  if (stops > 1) return;
  await instance?.close();
  if (instance) console.log(instance.home ? `\nStopped. Your data is in ${instance.home}.` : '\nStopped.');
  process.exit(instance ? 0 : 130);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

try {
  const config = readConfig();
  // Asked here already: loading the product takes longer than all that may be refused.
  await refuseStart(config);
  const { startInstance } = await import('./start-instance.ts');
  instance = await startInstance(config, (step) => console.log(step));
  const { origin, blog, emulator, mail } = instance.addresses;
  if (blog) {
    console.log(`
  Flattr                 ${origin}
  Somebody's blog        ${blog}
  Stripe, imitated       ${emulator}${mail ? `\n  Mail                   ${mail}` : ''}

  1. Sign in at ${origin}/sign-in as ada@flattr.example (password ${seedPassword});
     a creator is noor@flattr.example, with the same password.
  2. Press the button on somebody's blog: ${blog}
  3. In another terminal: npm run demo:next-month   ends the month and pays the creators
                          npm run selfcheck         checks every sum

  Ctrl-C stops all of it; your data stays in ${config.home}.
`);
  }
  console.log(`ready ${origin}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
