import type { UserId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { handleOf } from '../users/handle.ts';

/** One beneficiary's part of a thing: of each 10,000 micros that it is given, as many as these. */
export type Part = { readonly beneficiaryId: UserId; readonly basisPoints: number };

/** A part as somebody proposes it, with the beneficiary's handle. */
export type PartInput = { readonly handle: string; readonly basisPoints: number };

export const beneficiariesMax = 20;

/** The basis points of all parts of a split together. */
export const wholeBasisPoints = 10_000;

/**
 * Checks the parts of a split, and gives them with their handles as they are kept; or the first trouble:
 * `beneficiaries-out-of-range`, `basis-points-out-of-range`, `beneficiary-twice`, `split-not-whole`.
 */
export const checkParts = (inputs: readonly PartInput[]): readonly PartInput[] | Refusal => {
  if (inputs.length < 1 || inputs.length > beneficiariesMax)
    return new Refusal('beneficiaries-out-of-range', ['parts']);
  const odd = inputs.findIndex(({ basisPoints }) => !isPart(basisPoints));
  if (odd >= 0) return new Refusal('basis-points-out-of-range', ['parts', `${odd}`, 'basisPoints']);
  const parts = inputs.map(({ handle, basisPoints }) => ({ handle: handleOf(handle), basisPoints }));
  const handles = parts.map(({ handle }) => handle);
  const again = handles.findIndex((handle, index) => handles.indexOf(handle) < index);
  if (again >= 0) return new Refusal('beneficiary-twice', ['parts', `${again}`, 'handle']);
  const sum = parts.reduce((total, { basisPoints }) => total + basisPoints, 0);
  return sum === wholeBasisPoints ? parts : new Refusal('split-not-whole', ['parts']);
};

const isPart = (basisPoints: number): boolean =>
  Number.isInteger(basisPoints) && basisPoints >= 1 && basisPoints <= wholeBasisPoints;
