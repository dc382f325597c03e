import type { Asked } from '../ask.ts';
import type { Move } from './find-moves.ts';
import type { Journal } from './journal.ts';

export type RefusedMove = Move & { readonly code: string; readonly message: string };

export type SentMoves = {
  readonly moved: readonly Move[];
  /** Those that may still move later; what is at their new address is not registered meanwhile, since it would be another thing. */
  readonly waiting: readonly RefusedMove[];
};

/** The refusals after which a thing may still move. After any other the new address is a thing of its own. */
const mayStillMove = new Set(['REDIRECT_MISSING', 'REDIRECT_TOO_NEW', 'CLAIM_UNDER_WAY', 'NOT_YOUR_SITE']);

/** Those after which it moves by a later run, without anybody doing anything. */
export const movesInTime: ReadonlySet<string> = new Set(['REDIRECT_TOO_NEW', 'CLAIM_UNDER_WAY']);

/** The instance looks at so many old addresses for one request, and asks to be asked again for the others. */
const askAgain = 'TOO_MANY_LOOKS';
const batchSize = 500;

/** Asks the instance to move things, and keeps what became of each. */
export const sendMoves = async (
  asked: Asked,
  journal: Journal,
  moves: readonly Move[],
): Promise<SentMoves> => {
  const moved: Move[] = [];
  const waiting: RefusedMove[] = [];
  let left = moves;
  while (left.length > 0) {
    const batch = left.slice(0, batchSize);
    const results = await asked.ask((flattr) => flattr.moveThings(batch));
    const again: Move[] = [];
    for (const [index, move] of batch.entries()) {
      const [refusal] = results[index]?.errors ?? [];
      if (!refusal) {
        await journal.move(move.from, move.to);
        moved.push(move);
      } else if (refusal.code === askAgain) again.push(move);
      else if (mayStillMove.has(refusal.code))
        waiting.push({ ...move, code: refusal.code, message: refusal.message });
      else await journal.forget([move.from]);
    }
    // An instance that looks at none would be asked for ever.
    if (again.length === batch.length) return { moved, waiting: [...waiting, ...again.map(tooMany)] };
    left = [...again, ...left.slice(batchSize)];
  }
  return { moved, waiting };
};

const tooMany = (move: Move): RefusedMove => ({
  ...move,
  code: askAgain,
  message: 'Too many addresses were looked at. Run it again for those that are left.',
});
