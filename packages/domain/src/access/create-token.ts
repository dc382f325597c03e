import { randomBytes } from 'node:crypto';
import { newId, type TokenId, type UserId } from '../ids.ts';
import { plainText } from '../plain-text.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { isScope, tokenHash, tokenOf } from './token.ts';

/** Makes a personal access token and returns it, this once. Refuses `name-missing` and `scope-unknown`. */
export const createToken = async (
  { pool }: Platform,
  userId: UserId,
  { name, scopes }: { readonly name: string; readonly scopes: readonly string[] },
): Promise<{ readonly id: TokenId; readonly token: string }> => {
  const called = plainText(name);
  if (called.length < 1 || called.length > 100) throw new Refusal('name-missing', ['name']);
  if (scopes.length === 0 || !scopes.every(isScope)) throw new Refusal('scope-unknown', ['scopes']);
  const token = tokenOf(randomBytes(32));
  const id = newId<TokenId>();
  await pool.query('INSERT INTO tokens (id, user_id, name, hash, scopes) VALUES ($1, $2, $3, $4, $5)', [
    id,
    userId,
    called,
    tokenHash(token),
    [...new Set(scopes)],
  ]);
  return { id, token };
};
