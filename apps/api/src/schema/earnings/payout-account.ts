import type { PayeeState } from '@flattr/domain/ports';
import { builder } from '../builder.ts';

const stateDescriptions = {
  NOT_FINISHED: 'It is not filled in yet: `setUpPayouts` goes on with it.',
  CHECKING: 'It is filled in, and the provider looks at it.',
  REQUIREMENTS_DUE: 'The provider asks for more before it pays out: `setUpPayouts` goes on with it.',
  RESTRICTED: 'The provider has stopped it.',
  READY: 'The provider pays out.',
} as const satisfies Record<PayeeState, string>;

const payeeStates = Object.keys(stateDescriptions) as readonly PayeeState[];

const payeeStateRef = builder.enumType('PayoutAccountState', {
  description: 'How a creator’s account at the payment provider stands.',
  values: Object.fromEntries(
    payeeStates.map((state) => [state, { value: state, description: stateDescriptions[state] }]),
  ) as Record<PayeeState, { value: PayeeState; description: string }>,
});

const stateOf = (text: string): PayeeState => {
  const state = payeeStates.find((known) => known === text);
  if (!state) throw new Error(`${text} is no state of an account`);
  return state;
};

export const payoutAccountRef = builder.prismaObject('Payee', {
  name: 'PayoutAccount',
  description: 'The viewer’s account at the payment provider.',
  fields: (t) => ({
    ready: t.exposeBoolean('payoutsEnabled', {
      description: 'Whether it is filled in, so that the provider pays out.',
    }),
    state: t.field({
      type: payeeStateRef,
      description: 'How it stands.',
      resolve: ({ state }) => stateOf(state),
    }),
    requirements: t.exposeStringList('requirements', {
      description:
        'What the provider asks for, by its own names, such as `individual.verification.document`.',
    }),
    disabledReason: t.exposeString('disabledReason', {
      nullable: true,
      description: 'Why the provider does not pay out, by its own name; null if it says nothing.',
    }),
  }),
});
