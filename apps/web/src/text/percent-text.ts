/** A percent as people type it, with at most two places: `25`, `33.33`, `33,33 %`. */
const typed = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/;

/** The whole basis points of a typed percent, digit by digit; undefined where it is none or has more than two places. */
export const basisPointsOf = (text: string): number | undefined => {
  const [, whole, places = ''] = typed.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number.parseInt(`${whole}${places.padEnd(2, '0')}`, 10);
};

/** Basis points as a percent without its sign: `33.33`, `50`. */
export const percentText = (basisPoints: number): string => {
  const digits = `${basisPoints}`.padStart(3, '0');
  const places = digits.slice(-2).replace(/0+$/, '');
  return places ? `${digits.slice(0, -2)}.${places}` : digits.slice(0, -2);
};
