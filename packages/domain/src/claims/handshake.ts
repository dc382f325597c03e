import { createHmac, timingSafeEqual } from 'node:crypto';
import { handshakePlaces, type ProofOf } from './proof.ts';
import { jsonOf } from './read-proof.ts';

/** The two places as they are asked: with a challenge that was never asked before, so that no cache can answer it. */
export const handshakeUrls = (site: string, challenge: string): readonly [string, string] => {
  const [pretty, plain] = handshakePlaces(site);
  return [`${pretty}?challenge=${challenge}`, `${plain}&challenge=${challenge}`];
};

/** What only a program answers that knows the claim's nonce, to this challenge alone. */
export const handshakeProof = ({ site, nonce }: Pick<ProofOf, 'site' | 'nonce'>, challenge: string): string =>
  createHmac('sha256', nonce).update(`flattr-handshake\n${site}\n${challenge}`).digest('hex');

/** Whether one of the answers is this claim's to the challenge; undefined if they are none. */
export const handshakeProves = (text: string, of: ProofOf, challenge: string): boolean | undefined => {
  const proof = handshakeProof(of, challenge);
  return answersOf(text)?.some((one) => {
    const { site, proof: told } = (one ?? {}) as { site?: unknown; proof?: unknown };
    return site === of.site && typeof told === 'string' && isSame(told, proof);
  });
};

/** Compares in a time that tells nothing of where the two differ. */
const isSame = (told: string, proof: string): boolean => {
  const [one, other] = [Buffer.from(told), Buffer.from(proof)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const answersOf = (text: string): readonly unknown[] | undefined => {
  const { answers } = (jsonOf(text) ?? {}) as { answers?: unknown };
  return Array.isArray(answers) ? answers : undefined;
};
