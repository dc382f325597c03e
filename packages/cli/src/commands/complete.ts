import t from '@bomb.sh/tab';
import { type ArgsDef, defineCommand } from 'citty';
import type { CommandFile, Commands } from '../command-entry.ts';
import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';

const shells = ['zsh', 'bash', 'fish', 'powershell'] as const;

const examples = [
  'source <(flattr complete zsh)',
  'flattr complete bash > ~/.local/share/bash-completion/completions/flattr',
  'flattr complete fish > ~/.config/fish/completions/flattr.fish',
];

/** The command that completes some commands, itself among them. */
export const completing = (commands: Commands): CommandFile => ({
  examples,
  command: defineCommand({
    meta: { description: `Print what makes a shell complete these commands: ${shells.join(', ')}` },
    args: {
      shell: { type: 'positional', required: false, description: `One of ${shells.join(', ')}` },
    },
    run: async ({ args, rawArgs, data }) => {
      const { out }: Surroundings = data;
      const asked = rawArgs.indexOf('--');
      // The script that a shell has read asks this way what comes next.
      if (asked !== -1) {
        const words = rawArgs.slice(asked + 1);
        await describeCommands(commands, words[0]);
        for (const line of orFiles(linesOf(() => t.parse(words)))) out(line);
        return;
      }
      const shell = shells.find((known) => known === args.shell);
      if (!shell) throw misuse('Which shell?', `Say one of ${shells.join(', ')}, as in flattr complete bash`);
      for (const line of linesOf(() => t.setup('flattr', 'flattr', shell))) out(line);
    },
  }),
});

/** What the library prints by itself. */
const linesOf = (print: () => void): readonly string[] => {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    print();
  } finally {
    console.log = log;
  }
  return lines;
};

const nothingElse = ':4';
const files = ':0';

/** Where there is nothing to offer the shell offers files, as the library never lets it. */
const orFiles = (lines: readonly string[]): readonly string[] =>
  lines.length === 1 && lines[0] === nothingElse ? [files] : lines;

/** Tells the library every command, and the options of the one that is typed. */
const describeCommands = async (commands: Commands, typed: string | undefined): Promise<void> => {
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const described = t.command(name, summary);
    if (name !== typed) continue;
    const args = ((await load()).command.args ?? {}) as ArgsDef;
    for (const [option, arg] of Object.entries(args)) {
      const text = arg.description ?? '';
      if (arg.type === 'boolean') described.option(arg.default === true ? `no-${option}` : option, text);
      else if (arg.type !== 'positional') described.option(option, text, () => {});
      else if (option === 'shell')
        described.argument(option, (complete) => {
          for (const shell of shells) complete(shell, '');
        });
    }
  }
};
