import { selfCheck } from '@flattr/domain/ledger/self-check';
import type { World } from './create-world.ts';

/** What breaks an invariant in a world whose payments were planted or told, and never made at its provider: all but I5. */
export const brokenWithoutProvider = async ({
  platform,
}: Pick<World, 'platform'>): Promise<readonly string[]> =>
  (await selfCheck(platform))
    .filter(({ id }) => id !== 'I5')
    .flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`));
