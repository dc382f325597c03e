/** Control characters and lone surrogates, which no title needs and PostgreSQL or a page would choke on. */
const unprintable = /[\p{Cc}\p{Cs}]+/gu;

/** A line of text as it is kept: printable, without white space around it or in a row. */
export const plainText = (text: string): string =>
  text.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim();
