const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a piece of XML text says: its five named and its numbered characters. Any other entity stays as it is written. */
export const fromXml = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it is written into XML of any encoding: in ASCII alone. */
export const toXml = (text: string): string =>
  text.replace(
    /[&<>"]|[^\x20-\x7e]/gu,
    (character) => escapes[character] ?? `&#x${character.codePointAt(0)?.toString(16).toUpperCase()};`,
  );
