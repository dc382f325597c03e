/** By language, what the button says before it is pressed and after. */
export const languages = [
  ['de', 'Flattrn', 'Geflattrt'],
  ['es', 'Dar un flattr', 'Flattr dado'],
  ['fr', 'Flattrer', 'Flattré'],
  ['sv', 'Flattra', 'Flattrat'],
] as const;

/** What somebody who knows the nonce, or nearly, may say in place of the popup’s confirmation. */
export const forgedBy = (nonce: string): readonly unknown[] => {
  const said = { flattr: 1, nonce, state: 'flattred' };
  return [
    { ...said, nonce: `${nonce}0` },
    { flattr: 1, state: 'flattred' },
    { ...said, flattr: '1' },
    { ...said, state: 'paid' },
    null,
    JSON.stringify(said),
  ];
};
