export type Answer = 'flattred' | 'undone' | 'own';

export type Conversation = {
  readonly popup: Window;
  /** Listens no longer; the popup stays. */
  readonly end: () => void;
};

/**
 * Opens our page over this one, 480 by 640, and hears only it: its origin, that very window, this nonce, a known state.
 * Undefined where the browser blocks popups.
 */
export const openConversation = (
  page: URL,
  hear: (answer: Answer) => void,
  closed: () => void,
): Conversation | undefined => {
  // 128 random bits; `randomUUID` would need the author's page to be https.
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const popup = open(
    `${page}&origin=${location.origin}&nonce=${nonce}`,
    '',
    `popup,width=480,height=640,left=${screenX + outerWidth / 2 - 240}`,
  );
  if (!popup) return;

  const listen = ({ origin, source, data }: MessageEvent): void => {
    if (origin === page.origin && source === popup && data?.flattr === 1 && data.nonce === nonce)
      if (/^(flattred|undone|own)$/.test(data.state)) hear(data.state);
  };
  // No event tells that another origin's window was closed.
  const timer = setInterval(() => popup.closed && closed(), 300);
  addEventListener('message', listen);
  return {
    popup,
    end: () => {
      clearInterval(timer);
      removeEventListener('message', listen);
    },
  };
};
