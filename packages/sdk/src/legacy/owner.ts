/** A `meta` element's attributes. */
export type Meta = { readonly name?: string | null; readonly content?: string | null };

/**
 * Whom `<meta name="flattr:id" content="…">` in a page's head names as its owner: the first that says something. It proves nothing
 * by itself; a claim of the site looks for it.
 */
export const readOwner = (metas: readonly Meta[]): string | undefined =>
  metas
    .filter(({ name }) => name?.trim().toLowerCase() === 'flattr:id')
    .map(({ content }) => content?.trim())
    .find(Boolean);
