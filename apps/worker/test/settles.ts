import { createWorld } from '@flattr/test-world';
import { playTables } from '@flattr/test-world/settlement-table/play-tables';

/** Plays months that are told in tables (docs/settlement-tables.md), in a world of their own. */
export const settles = async (text: string): Promise<void> => {
  const world = await createWorld();
  try {
    await playTables(world, text);
  } finally {
    await world.close();
  }
};
