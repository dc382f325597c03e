import { type FetchTrouble, fetchTroubles } from '@flattr/domain/ports';
import { builder } from '../builder.ts';
import { upperSnake } from '../upper-snake.ts';

const descriptions: Readonly<Record<FetchTrouble, string>> = {
  'url-refused': 'Nothing is sent to an address of this form.',
  'scheme-refused': 'The address is not https.',
  'port-refused': 'The port is not the usual one.',
  'address-refused': 'The name leads to an address that is not public.',
  'too-many-redirects': 'It leads elsewhere.',
  'too-slow': 'There was no answer within ten seconds.',
  'too-big': 'The answer was too long.',
  unreachable: 'Nobody answered at the address, its certificate is not valid, or the connection broke.',
  unreadable: 'The answer cannot be read.',
};

const troubleRef = builder.enumType('WebhookTrouble', {
  description: 'Why a webhook was not answered.',
  values: Object.fromEntries(
    fetchTroubles.map((trouble) => [
      upperSnake(trouble),
      { value: trouble, description: descriptions[trouble] },
    ]),
  ) as Record<string, { value: FetchTrouble; description: string }>,
});

builder.prismaObject('WebhookAttempt', {
  description: 'One call of a webhook endpoint: what came of it.',
  fields: (t) => ({
    attemptedAt: t.expose('attemptedAt', { type: 'DateTime', description: 'When.' }),
    durationMs: t.exposeInt('durationMs', { description: 'How long it took, in milliseconds.' }),
    status: t.exposeInt('status', {
      nullable: true,
      description: 'The status of the answer: any 2xx is taken for delivered. Null without an answer.',
    }),
    trouble: t.field({
      type: troubleRef,
      nullable: true,
      description: 'Why there was no answer; null with one.',
      resolve: ({ trouble }) => fetchTroubles.find((known) => known === trouble) ?? null,
    }),
    response: t.exposeString('response', {
      nullable: true,
      description: 'The beginning of the answer’s body, up to 2048 bytes; null without an answer.',
    }),
  }),
});
