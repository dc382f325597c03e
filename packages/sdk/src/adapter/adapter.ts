import type { ProofWay, RegisterThingInput } from '../../generated/graphql.ts';
import type { Fetch } from '../request.ts';

/** How an adapter is set up by whoever runs the site. */
export type AdapterConfiguration = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** A token with the scope `things:write`; without one the site renders its buttons and tells the instance nothing. */
  readonly token?: string | undefined;
  /** What sends the adapter's requests to the instance; by default the runtime's own `fetch`. */
  readonly fetch?: Fetch | undefined;
};

/** A published page as it is registered: its address in full, its title as plain text, and what else the site knows of it. */
export type AdapterPage = RegisterThingInput;

/** What the claim's instructions say: this text belongs at this place. */
export type Proof = { readonly way: ProofWay; readonly place: string; readonly text: string };

export type AdapterRegistration = {
  /** How many pages the instance knows now. */
  readonly registered: number;
  /** How many of them are new to it. */
  readonly created: number;
};

/** What the adapter of a content management system does for its site. */
export type Adapter = {
  /** Every page that is published and can be flattred, once each; no draft, and nothing that needs a password. */
  readonly pages: () => AsyncIterable<AdapterPage>;
  /** The button of a page as it stands in its HTML: a plain link that the button's script takes over. */
  readonly renderButton: (page: AdapterPage) => string;
  /** What the head of a page says: its payment link. */
  readonly renderHead: (page: AdapterPage) => string;
  /**
   * Registers these pages, or all of them. The system calls it when a page is published or changed, in its background, and
   * again if it failed: registering again changes nothing. Without a token it does nothing.
   */
  readonly register: (pages?: readonly AdapterPage[]) => Promise<AdapterRegistration>;
  /** Puts the text of a claim where the instance looks for it; false where this site cannot prove itself in that way. */
  readonly prove: (proof: Proof) => Promise<boolean>;
};
