import { parseRssFeed } from 'feedsmith';
import { type ProofOf, proofText } from './proof.ts';

/** Whether a feed's own `podcast:txt`, not that of an episode, is the proof; undefined if it is no RSS feed. */
export const feedProves = (text: string, { nonce }: ProofOf): boolean | undefined => {
  const txts = feedTxts(text);
  return txts?.some(({ display, purpose }) => purpose === 'verify' && display?.trim() === proofText(nonce));
};

type Txt = { readonly display?: string; readonly purpose?: string };

const feedTxts = (text: string): readonly Txt[] | undefined => {
  try {
    return parseRssFeed(text).podcast?.txts ?? [];
  } catch {
    // The parser throws for whatever is no feed, and for nothing else.
    return undefined;
  }
};
