/** What the event `flattr` of a `<flattr-button>` tells: what was flattred, and what became of it. */
export type FlattrDetail = {
  readonly url: string;
  readonly state: 'flattred' | 'undone' | 'own';
};

declare global {
  interface HTMLElementTagNameMap {
    'flattr-button': HTMLElement;
  }

  interface HTMLElementEventMap {
    flattr: CustomEvent<FlattrDetail>;
  }
}
