import type { Dependency } from './dependency.ts';

/** What a requirements.txt names by a name, whatever version it asks for; options, files and addresses are none. */
export const readRequirements = (text: string): readonly Dependency[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^#]*)/.exec(line) ?? [];
    if (name === undefined || !/^([=<>!~;@\\]|$)/.test(rest)) return [];
    const normal = name.toLowerCase().replace(/[-_.]+/g, '-');
    const version = /^==\s*([\w.+!-]+)/.exec(rest)?.[1];
    return [{ name: normal, version, from: 'pip', urls: [`https://pypi.org/project/${normal}/`] }];
  });
