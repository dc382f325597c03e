import type { html } from 'hono/html';

/** A piece of a page. Whatever is put into `html` is escaped, and no page marks a text as safe by hand. */
export type Html = ReturnType<typeof html>;
