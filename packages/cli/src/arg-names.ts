import type { ArgDef } from 'citty';

/** An option's name as it is typed. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The other names of an option, without their dashes. */
export const aliasesOf = (arg: ArgDef): readonly string[] =>
  'alias' in arg ? [arg.alias].flat().filter((alias) => alias !== undefined) : [];
