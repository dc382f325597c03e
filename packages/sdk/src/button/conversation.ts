import type { Target } from './target.ts';

export type Answer = 'flattred' | 'undone';

export type Conversation = {
  readonly popup: Window;
  /** Listens no longer; the popup stays. */
  readonly end: () => void;
};

const lookEveryMs = 300;

/** 128 random bits; `randomUUID` would need the author's page to be https. */
const randomNonce = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** 480 by 640, over the middle of the window that asks. */
const features = (): string =>
  `popup,width=480,height=640,left=${screenX + outerWidth / 2 - 240},top=${screenY + outerHeight / 2 - 320}`;

/**
 * Opens our page over this one and hears only it: the instance's origin, that very window, this nonce, a known state.
 * Undefined where the browser blocks popups.
 */
export const openConversation = (
  { instance, url }: Target,
  hear: (answer: Answer) => void,
  closed: () => void,
): Conversation | undefined => {
  const nonce = randomNonce();
  const query = new URLSearchParams({ url, origin: location.origin, nonce });
  const popup = open(`${instance}/flattr?${query}`, '_blank', features());
  if (!popup) return undefined;

  const listen = ({ origin, source, data }: MessageEvent): void => {
    if (origin !== instance || source !== popup || data?.flattr !== 1 || data.nonce !== nonce) return;
    if (data.state === 'flattred' || data.state === 'undone') hear(data.state);
  };
  const end = (): void => {
    clearInterval(timer);
    removeEventListener('message', listen);
  };
  // No event tells that another origin's window was closed.
  const timer = setInterval(() => {
    if (!popup.closed) return;
    end();
    closed();
  }, lookEveryMs);

  addEventListener('message', listen);
  return { popup, end };
};
