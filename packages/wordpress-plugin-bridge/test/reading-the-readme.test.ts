import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pluginFolder } from '../src/languages/read-texts.ts';

const readme = readFileSync(join(pluginFolder, 'readme.txt'), 'utf8');
const php = readFileSync(join(pluginFolder, 'flattr.php'), 'utf8');
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));

const [before = '', ...rest] = readme.split(/^== (.+) ==$/m);
const sections = new Map(
  rest.flatMap((name, index) => (index % 2 === 0 ? [[name, (rest[index + 1] ?? '').trim()] as const] : [])),
);
const fields = new Map(
  [...before.matchAll(/^([A-Z][\w ]+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
);
const short = before.split('\n\n')[1]?.trim() ?? '';
const ofPlugin = (name: string) => new RegExp(`^ \\* ${name}: +(.+)$`, 'm').exec(php)?.[1];

/** What the plugin directory's validator looks for. */
describe('readme.txt', () => {
  it('begins with the plugin’s name', () => {
    expect(readme.startsWith(`=== ${ofPlugin('Plugin Name')} ===\n`)).toBe(true);
  });

  it('has every field, and says the same as the plugin’s header', () => {
    for (const name of ['Contributors', 'Tags', 'Tested up to', 'Stable tag', 'License'])
      expect(fields.get(name)).toBeTruthy();
    expect(fields.get('Stable tag')).toBe(version);
    expect(ofPlugin('Version')).toBe(version);
    expect(/^const VERSION = '(.+)';$/m.exec(php)?.[1]).toBe(version);
    for (const name of ['Requires at least', 'Requires PHP', 'License', 'License URI'])
      expect(fields.get(name)).toBe(ofPlugin(name));
  });

  it('has numbers where versions stand', () => {
    for (const name of ['Requires at least', 'Tested up to', 'Requires PHP'])
      expect(fields.get(name)).toMatch(/^\d+\.\d+$/);
  });

  it('has at most five tags, and contributors as addresses have them', () => {
    const tags = fields.get('Tags')?.split(', ') ?? [];
    expect(tags.length).toBeLessThanOrEqual(5);
    expect(new Set(tags).size).toBe(tags.length);
    for (const name of fields.get('Contributors')?.split(', ') ?? []) expect(name).toMatch(/^[a-z\d-]+$/);
  });

  it('has a short description of one line without markup, at most 150 characters', () => {
    expect(short).toMatch(/^[^\n*_`<[\]]{20,150}$/);
  });

  it('has the sections that people look for, none of them empty', () => {
    expect([...sections.keys()]).toEqual([
      'Description',
      'Installation',
      'Frequently Asked Questions',
      'Screenshots',
      'External services',
      'Changelog',
    ]);
    expect([...sections.values()].filter((text) => text === '')).toEqual([]);
    expect(sections.get('Changelog')).toContain(`= ${version} =`);
  });

  it('has every question answered', () => {
    const questions =
      sections
        .get('Frequently Asked Questions')
        ?.split(/^= .+ =$/m)
        .slice(1) ?? [];
    expect(questions.length).toBeGreaterThan(3);
    for (const answer of questions) expect(answer.trim()).not.toBe('');
  });

  it('says of the service which it is, what is sent when, and where its terms are', () => {
    const services = sections.get('External services') ?? '';
    for (const word of ['instance', 'terms', 'privacy policy', 'What is sent, and when'])
      expect(services).toContain(word);
    expect(services.match(/^\* When /gm)?.length).toBeGreaterThan(4);
  });

  it('is no longer than the directory reads', () => {
    expect(Buffer.byteLength(readme)).toBeLessThan(20_000);
    expect(readme).not.toMatch(/\r|\t| $/m);
  });
});
