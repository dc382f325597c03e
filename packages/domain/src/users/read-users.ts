import type { Reader } from '@flattr/database';
import type { ShownUser } from '../discovery/shown-thing.ts';
import type { UserId } from '../ids.ts';

/** Users as everybody sees them, by their ids; who is not known is missing. */
export const readUsers = async (
  reader: Reader,
  userIds: readonly UserId[],
): Promise<ReadonlyMap<UserId, ShownUser>> => {
  const { rows } = await reader.query<ShownUser>({
    name: 'read-users',
    text: 'SELECT id, handle, name, created_at AS "createdAt" FROM users WHERE id = ANY ($1::uuid[])',
    values: [userIds],
  });
  return new Map(rows.map((user) => [user.id, user]));
};
