export type HtmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where its start tag begins and ends in the text. */
  readonly start: number;
  readonly end: number;
};

const tags =
  /<!--[\s\S]*?-->|<(script|style|template|textarea)\b[^>]*>[\s\S]*?<\/\1\s*>|<([a-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
]);

/** A text of HTML or XML as it is read; a name that is none of the few that generators write stays as it stands. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named.get(name) ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const attributesOf = (text: string): ReadonlyMap<string, string> => {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(attribute)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
};

/** The elements of a built page in their order, but those within comments, scripts, styles and templates. */
export const elementsOf = (html: string): readonly HtmlElement[] =>
  [...html.matchAll(tags)].flatMap(({ index, 0: whole, 2: name, 3: rest = '' }) =>
    name
      ? [
          {
            name: name.toLowerCase(),
            attributes: attributesOf(rest),
            start: index,
            end: index + whole.length,
          },
        ]
      : [],
  );
