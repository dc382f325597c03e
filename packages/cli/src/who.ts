import type { Document } from '@flattr/sdk';

type Who = { readonly viewer: { readonly user: { readonly handle: string; readonly name: string } } | null };

/** Whom a token belongs to, as far as every token with `me:read` may know it. */
export const whoQuery: Document<Who, Record<string, never>> = 'query Who { viewer { user { handle name } } }';
