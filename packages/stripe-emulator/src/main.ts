import { parseArgs } from 'node:util';
import { startStripeEmulator } from './start-stripe-emulator.ts';

const usage = `node packages/stripe-emulator/src/main.ts --secret-key sk_test_… --webhook-secret whsec_…
  [--port 4001] [--hostname 127.0.0.1] [--webhook-url http://…] [--file state.sqlite]`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4001' },
    hostname: { type: 'string' },
    'webhook-url': { type: 'string' },
    'secret-key': { type: 'string' },
    'webhook-secret': { type: 'string' },
    file: { type: 'string' },
  },
});

const secretKey = values['secret-key'];
const webhookSecret = values['webhook-secret'];
if (!secretKey || !webhookSecret || !/^\d{1,5}$/.test(values.port)) {
  console.error(usage);
  process.exit(2);
}

const { hostname, file } = values;
const webhookUrl = values['webhook-url'];
const port = Number.parseInt(values.port, 10);
const emulator = await startStripeEmulator({
  secretKey,
  webhookSecret,
  webhookUrl,
  port,
  hostname,
  file,
  tickMs: 1_000,
});
console.log(`Stripe emulator: no real money. Dashboard: ${emulator.url}/`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close());
}
