import type { Platform } from '@flattr/domain/platform';
import type { RefusalCode } from '@flattr/domain/refusal';
import type { World } from '@flattr/test-world';
import type fc from 'fast-check';
import type { Faults } from './faulty-gateway.ts';
import type { Model } from './model.ts';

/** The product that a sequence of commands is played on. */
export type Real = {
  readonly world: World;
  /** The world's platform behind a gateway that can fail; its policy may change. */
  platform: Platform;
  readonly faults: Faults;
  /** The provider's pages of checkouts, by the charge's id. */
  readonly checkouts: Map<string, { readonly url: string; readonly session: string }>;
};

/**
 * One kind of command. The model says beforehand whether it is refused; the product does it; and if it was not refused the
 * model does it too, with the facts that the product alone can draw: ids, secrets and the moments of charges.
 */
export type Command<Input, Facts = void> = {
  /** How often it is drawn, beside the others. */
  readonly often: number;
  readonly input: fc.Arbitrary<Input>;
  says(input: Input): string;
  /** False where there is nothing that it could be done to: then it is passed over. */
  possible?(model: Model, input: Input): boolean;
  /** What it is refused with; what happens even so, such as the opening of a month, is done here. */
  refuses?(model: Model, input: Input): RefusalCode | undefined;
  does(real: Real, model: Model, input: Input): Promise<Facts>;
  applies(model: Model, input: Input, facts: Facts): void;
};

/** A command with its input, ready to be played. */
export type Step = {
  readonly says: string;
  possible(model: Model): boolean;
  refuses(model: Model): RefusalCode | undefined;
  play(real: Real, model: Model): Promise<() => void>;
};

export const stepsOf = <Input, Facts>(command: Command<Input, Facts>): fc.Arbitrary<Step> =>
  command.input.map((input) => ({
    says: command.says(input),
    possible: (model) => command.possible?.(model, input) ?? true,
    refuses: (model) => command.refuses?.(model, input),
    play: async (real, model) => {
      const facts = await command.does(real, model, input);
      return () => command.applies(model, input, facts);
    },
  }));
