/** The addresses under `custom` of a FUNDING.yml, in each of the three forms that it has: one, a list in brackets, a list below. */
export const fundingYmlPages = (text: string): readonly string[] => {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, ''));
  const at = lines.findIndex((line) => /^custom\s*:/.test(line));
  if (at === -1) return [];
  const value = (lines[at] ?? '').replace(/^custom\s*:/, '').trim();
  if (value.startsWith('['))
    return value
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map(unquoted)
      .filter(Boolean);
  if (value !== '') return [unquoted(value)];
  const below: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (item === undefined && line.trim() !== '') break;
    if (item !== undefined) below.push(unquoted(item));
  }
  return below.filter(Boolean);
};

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');
