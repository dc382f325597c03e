import { Refusal } from '@flattr/domain/refusal';

/** The refusal `too-many-attempts`, with the seconds after which it is worth trying again. */
export class TooManyAttempts extends Refusal {
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super('too-many-attempts');
    this.waitSeconds = waitSeconds;
  }
}
