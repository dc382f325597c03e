import type { Scope } from '@flattr/sdk';

const sentences = {
  THINGS_WRITE: 'Register things as yours',
  FLATTR_WRITE: 'Flattr, and take a flattr back, as you',
  ME_READ: 'Read your budget and your month',
  EARNINGS_READ: 'Read your earnings',
  WEBHOOKS_MANAGE: 'Manage your webhooks',
  LISTENS_WRITE: 'Tell what you played, to suggest what to flattr',
  CLAIMS_WRITE: 'Claim sites for you, and prove them',
} as const satisfies Record<Scope, string>;

export const scopes = Object.keys(sentences) as readonly Scope[];

/** What a token of this scope may do. */
export const scopeText = (scope: Scope): string => sentences[scope];
