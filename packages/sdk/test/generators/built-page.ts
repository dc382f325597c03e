import { buttonWithScript } from '../../src/page-parts.ts';

export const instance = 'https://flattr.example';

export type BuiltPage = {
  readonly title?: string;
  readonly head?: string;
  readonly body?: string;
  readonly lang?: string;
};

/** A page as a generator builds it. */
export const builtPage = ({ title = 'On bread', head = '', body = '', lang = 'en' }: BuiltPage): string =>
  `<!doctype html><html lang="${lang}"><head><title>${title}</title>${head}</head><body>${body}</body></html>`;

export const buttonFor = (url: string): string => buttonWithScript({ instance, url });
