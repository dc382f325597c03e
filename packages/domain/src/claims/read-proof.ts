import { type ProofOf, proofText } from './proof.ts';

/** Whether a well-known file names this very site and nonce; undefined if it is no such file. */
export const wellKnownProves = (text: string, { site, nonce }: ProofOf): boolean | undefined => {
  const claims = claimsOf(text);
  return claims?.some((claim) => {
    const { site: of, nonce: by } = (claim ?? {}) as { site?: unknown; nonce?: unknown };
    return of === site && by === nonce;
  });
};

const claimsOf = (text: string): readonly unknown[] | undefined => {
  const { claims } = (jsonOf(text) ?? {}) as { claims?: unknown };
  return Array.isArray(claims) ? claims : undefined;
};

/** What a text says as JSON; undefined if it is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Whether one of the TXT records is the proof; a record's parts belong together. */
export const txtProves = (records: readonly (readonly string[])[], { nonce }: ProofOf): boolean =>
  records.some((parts) => parts.join('').trim() === proofText(nonce));
