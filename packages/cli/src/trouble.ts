/** How the command ends; `docs/integrate/command.md` lists them. */
export const exitCodes = { done: 0, partly: 1, misuse: 2, notAllowed: 3, noAnswer: 4 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What ends a command: a sentence that says what is wrong, another that says what to do, and the exit code. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly exit: ExitCode;
  readonly advice: string | undefined;

  constructor(exit: ExitCode, message: string, advice?: string) {
    super(message);
    this.exit = exit;
    this.advice = advice;
  }
}

export const misuse = (message: string, advice?: string): Trouble =>
  new Trouble(exitCodes.misuse, message, advice);
