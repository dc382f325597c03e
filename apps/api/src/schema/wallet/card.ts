import { readCard } from '@flattr/domain/payments/read-card';
import type { Card } from '@flattr/domain/ports';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { viewerRef } from '../viewer/type.ts';

const unanswered = 'Null where the provider does not answer.';

const cardRef = builder.objectRef<Partial<Card>>('Card').implement({
  description: 'The saved card that fills a wallet by itself, as the provider knows it.',
  fields: (t) => ({
    brand: t.string({
      nullable: true,
      description: `Whose card it is, by the provider’s name such as \`visa\`. ${unanswered}`,
      resolve: ({ brand }) => brand,
    }),
    lastFour: t.string({
      nullable: true,
      description: `The last four digits of its number. ${unanswered}`,
      resolve: ({ lastFour }) => lastFour,
    }),
    expires: t.string({
      nullable: true,
      description: `The last month in which it is good, \`YYYY-MM\`. ${unanswered}`,
      resolve: ({ expiryYear, expiryMonth }) =>
        expiryYear && expiryMonth ? `${expiryYear}-${`${expiryMonth}`.padStart(2, '0')}` : null,
    }),
  }),
});

const setupStates = {
  OPEN: 'It was opened, and the provider has not said that a card was saved there.',
  SAVED: 'A card was saved there.',
} as const;

type SetupState = keyof typeof setupStates;

const setupState = builder.enumType('CardSetupState', {
  description: 'How a visit to the page on which a card is saved stands.',
  values: {
    OPEN: { value: 'OPEN', description: setupStates.OPEN },
    SAVED: { value: 'SAVED', description: setupStates.SAVED },
  } satisfies Record<SetupState, object>,
});

const cardSetupRef = builder.prismaObject('CardSetup', {
  description: 'A visit to the page on which a card is saved and nothing is paid.',
  fields: (t) => ({
    state: t.field({
      type: setupState,
      description: 'How it stands.',
      resolve: ({ savedAt }): SetupState => (savedAt ? 'SAVED' : 'OPEN'),
    }),
    at: t.field({
      type: 'DateTime',
      description: 'When the card was saved; until then, when the page was opened.',
      resolve: ({ savedAt, createdAt }) => savedAt ?? createdAt,
    }),
  }),
});

builder.prismaObjectFields(viewerRef, (t) => ({
  card: t.field({
    type: cardRef,
    nullable: true,
    authScopes: { session: true },
    description:
      'The card that fills the wallet by itself; null without one. The provider is asked. For a signed-in person only.',
    resolve: async (_viewer, _args, asking) => {
      const card = await readCard(asking.platform, signedIn(asking));
      return card === 'unknown' ? {} : card;
    },
  }),
  cardSetup: t.prismaField({
    type: cardSetupRef,
    nullable: true,
    authScopes: { session: true },
    description: 'The last visit to the page of `changeCard`; null without one. For a signed-in person only.',
    resolve: (query, _viewer, _args, asking) =>
      asking.platform.db.cardSetup.findFirst({
        ...query,
        where: { supporterId: signedIn(asking) },
        orderBy: { createdAt: 'desc' },
      }),
  }),
}));
