/** An exact decimal string with its currency: never make a number of it. */
export type WebhookMoney = { readonly amount: string; readonly currency: string };

export type WebhookThing = {
  /** The id that `node` of the API takes. */
  readonly id: string;
  readonly uuid: string;
  readonly url: string;
};

/** The totals of a month in one currency, as `settledMonth` of the API has them. */
export type WebhookStatement = {
  readonly currency: string;
  readonly wallets: WebhookMoney;
  readonly fees: WebhookMoney;
  readonly distributed: WebhookMoney;
  readonly escrowed: WebhookMoney;
  readonly kept: WebhookMoney;
  readonly supporters: number;
  readonly creators: number;
  readonly things: number;
  readonly flattrs: number;
};

export type WebhookPayout = {
  readonly id: string;
  readonly month: string;
  readonly amount: WebhookMoney;
  readonly onDemand: boolean;
  /** The provider's words where it did not go through. */
  readonly failure: string | null;
};

type Told = {
  /** The newest count of a month, and never whose flattrs. */
  readonly 'thing.flattred': {
    readonly thing: WebhookThing;
    readonly month: string;
    readonly flattrCount: number;
  };
  /** Things that became yours, up to 100 in one webhook. */
  readonly 'thing.claimed': { readonly site: string; readonly things: readonly WebhookThing[] };
  readonly 'month.settled': { readonly month: string; readonly statements: readonly WebhookStatement[] };
  readonly 'payout.paid': { readonly payout: WebhookPayout };
  readonly 'payout.failed': { readonly payout: WebhookPayout };
  readonly 'webhook.test': { readonly endpoint: string };
};

/** What was told, told apart by `type`. There will be more types: answer one that you do not know with 204. */
export type Webhook = {
  readonly [Type in keyof Told]: {
    /** The same with each attempt: remember those that you have taken. */
    readonly id: string;
    readonly type: Type;
    readonly timestamp: string;
    readonly data: Told[Type];
  };
}[keyof Told];
