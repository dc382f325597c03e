/**
 * What one document may be. Our own pages need depth 8, 100 fields and 240 tokens at most; a hundred aliases are a hundred
 * things asked for at once, each with four fields. GraphiQL sends its page of examples whole: 450 fields.
 */
export const documentLimits = {
  depth: 12,
  aliases: 100,
  directives: 50,
  tokens: 3000,
  fields: 480,
} as const;

export type DocumentLimits = { readonly [Limit in keyof typeof documentLimits]: number };

/** What one request and one hour may cost, in points; `cost.ts` says what a point is. */
export const costLimits = {
  /** Five hundred things registered in one request, or a hundred with a page of 20 in each. */
  request: 5000,
  /** Two hundred views of our own dearest page, or 33,000 things registered. */
  viewer: 100_000,
  /** As much for an address: whole offices share one, and our own front page costs a thousandth of it. */
  nobody: 100_000,
} as const;

export type CostLimits = { readonly [Limit in keyof typeof costLimits]: number };

export type Limits = { readonly document: DocumentLimits; readonly cost: CostLimits };

export const limits: Limits = { document: documentLimits, cost: costLimits };
