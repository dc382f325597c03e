/** What the button says in each of its states. */
export type Words = { readonly [state in 'not-yet' | 'flattred' | 'undone' | 'own' | 'offline']: string };

declare global {
  /** Set by the file of another language, before the button comes. */
  var flattrWords: Words | undefined;
}

export const words: Words = globalThis.flattrWords ?? {
  'not-yet': 'Flattr this',
  flattred: 'Flattred',
  undone: 'No longer flattred',
  own: 'Yours',
  offline: 'Offline',
};
