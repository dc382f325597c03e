import { Hono } from 'hono';
import { callControl } from '../control/call-control.ts';
import { createControl } from '../control/control.ts';
import type { Emulator } from '../emulator.ts';
import type { Environment } from '../http/environment.ts';
import { parseForm } from '../http/form.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import { dashboardPage } from './dashboard-page.ts';
import { messagePage } from './layout.ts';

const buttons = ['openDispute', 'closeDispute', 'failRefund', 'settlePayout', 'setAccountState'] as const;

const isButton = (name: string): name is (typeof buttons)[number] =>
  buttons.some((button) => button === name);

/** The dashboard and its buttons, which only its own page may press. */
export function dashboardRoutes(emulator: Emulator) {
  const control = createControl(emulator);
  const back = { href: '/', text: 'Dashboard' };
  return new Hono<Environment>()
    .get('/', (c) => c.html(dashboardPage(emulator.store)))
    .post('/dashboard/:control', async (c) => {
      const name = c.req.param('control');
      const site = c.req.header('sec-fetch-site') ?? 'none';
      if (!isButton(name)) return c.notFound();
      if (site !== 'none' && site !== 'same-origin') {
        return c.html(messagePage('Refused', 'Another site may not press these buttons.', back), 403);
      }
      try {
        await callControl(control, name, parseForm(await c.req.text()));
      } catch (error) {
        if (!(error instanceof StripeFault)) throw error;
        return c.html(messagePage('That cannot be', error.message, back), 400);
      }
      return c.redirect('/', 303);
    });
}
