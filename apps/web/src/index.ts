export { createWeb, type WebOptions } from './create-web.ts';
export type { KeptMail, Mailbox } from './web-env.ts';
