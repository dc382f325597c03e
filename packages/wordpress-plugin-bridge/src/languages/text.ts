/** One text of the sources that is translated. */
export type Text = {
  readonly context: string;
  readonly text: string;
  /** What stands for several, where the text counts. */
  readonly plural: string | undefined;
  /** What the source tells translators. */
  readonly comment: string | undefined;
  /** The files it stands in, from the plugin's folder. */
  readonly files: readonly string[];
};

/** Texts that are the same to a translator are one, with the files of all. */
export const mergeTexts = (texts: readonly Text[]): readonly Text[] => {
  const found = new Map<string, Text>();
  for (const text of texts) {
    const key = `${text.context}\u0004${text.text}`;
    const other = found.get(key);
    found.set(key, {
      ...text,
      plural: other?.plural ?? text.plural,
      comment: other?.comment ?? text.comment,
      files: [...new Set([...(other?.files ?? []), ...text.files])].sort(),
    });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
};
