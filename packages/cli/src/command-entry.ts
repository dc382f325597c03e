import type { ArgsDef, CommandDef } from 'citty';

/** A file of `commands/`: what citty runs, and how it is used, shown below its options. */
export type CommandFile = {
  readonly command: { readonly meta?: CommandDef['meta']; readonly args?: CommandDef<ArgsDef>['args'] };
  readonly examples?: readonly string[];
  /** Whether the command itself says what is wrong with the words that are no options. */
  readonly readsWords?: boolean;
};

export type CommandEntry = {
  /** What it does, in a few words. */
  readonly summary: string;
  /** Loads it, so that nobody waits for what they did not ask for. */
  readonly load: () => Promise<CommandFile>;
};

/** All commands by their names. */
export type Commands = Readonly<Record<string, CommandEntry>>;
