const charactersMax = 1000;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const decoded = (html: string): string =>
  html.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,5}));/gi, (entity, hex, decimal, name) => {
    if (name) return named[name.toLowerCase()] ?? entity;
    const point = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    const half = point >= 0xd800 && point < 0xe000;
    return point > 0 && point <= 0x10ffff && !half ? String.fromCodePoint(point) : entity;
  });

/** What HTML says: without its tags but for line breaks, its white space collapsed, cut at 1000 characters. */
export const plainText = (html: string): string =>
  decoded(
    html
      .replace(/\s+/g, ' ')
      .replace(/<br\b[^<>]*>/gi, '\n')
      .replace(/<[/!]?[a-z-][^<>]*>/gi, ''),
  )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
    .slice(0, charactersMax)
    // Half of a character is none.
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
