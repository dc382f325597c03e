import type { Hono } from 'hono';

const samples: Readonly<Record<string, string>> = {
  uuid: '01920000-0000-7000-8000-000000000000',
  slug: 'bread',
  handle: 'ada',
  month: '2026-10',
  clientId: '01920000-0000-7000-8000-000000000001',
};

/** What another page may show in a frame: the first Flattr's buttons, which know nobody. */
const framable = /^\/(?:button\/|view\/?$)/;

/** The address of every page of ours, with something in the place of each name. */
export const pagesOf = (web: Pick<Hono, 'routes'>): readonly string[] => {
  const paths = web.routes
    .filter(({ method, path }) => method === 'GET' && !path.includes('*') && !framable.test(path))
    .map(({ path }) => path.replace(/:(\w+)(\{[^}]*\})?\??/g, (_all, name: string) => samples[name] ?? 'x'));
  return [...new Set(paths)];
};
