import {
  countSuggestions,
  readSuggestions,
  type Suggestion,
  type SuggestionPlace,
} from '@flattr/domain/listens/read-suggestions';
import {
  type DefaultConnectionArguments,
  type ResolveCursorConnectionArgs,
  resolveCursorConnection,
} from '@pothos/plugin-relay';
import { type Asking, signedIn } from '../../asking.ts';
import { badInput } from '../../graphql-errors.ts';
import { builder } from '../builder.ts';
import { thingRef } from '../thing/type.ts';

export const suggestionRef = builder.objectRef<Suggestion>('Suggestion').implement({
  description:
    'Something that the viewer’s player says they played this month, and that they have not flattred: nobody else sees it, and it is forgotten with the month.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'The canonical URL of what to flattr, for `flattr` and `dismissSuggestion`.',
    }),
    title: t.exposeString('title', {
      description:
        'The thing’s title, or as the player calls it where nobody has registered it; 1 to 300 characters.',
    }),
    plays: t.exposeInt('plays', { description: 'How often it was played this month, 1 to 1000.' }),
    month: t.expose('month', {
      type: 'Month',
      description: 'The month in which it was played: the current one.',
    }),
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description: 'The thing; null where nobody has registered it, and it becomes one when it is flattred.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
  }),
});

export const suggestionEdge = builder.edgeObject({ name: 'SuggestionEdge', type: suggestionRef });

export const suggestionConnection = builder.connectionObject(
  {
    name: 'SuggestionConnection',
    type: suggestionRef,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are in all.',
        resolve: (_page, _args, asking) => countSuggestions(asking.platform.pool, signedIn(asking)),
      }),
    }),
  },
  suggestionEdge,
);

/** A page of the viewer’s suggestions, most played first. */
export const pageOfSuggestions = async (asking: Asking, args: DefaultConnectionArguments) => {
  const read = async ({ before, after, limit, inverted }: ResolveCursorConnectionArgs) => [
    ...(await readSuggestions(asking.platform.pool, signedIn(asking), {
      after: placeOf(after),
      before: placeOf(before),
      most: limit,
      from: inverted ? 'least-played' : 'most-played',
    })),
  ];
  const toCursor = ({ plays, url }: Suggestion) => Buffer.from(`${plays}:${url}`).toString('base64');
  return resolveCursorConnection({ args, defaultSize: 20, maxSize: 100, toCursor }, read);
};

const placeOf = (cursor: string | undefined): SuggestionPlace | undefined => {
  if (cursor === undefined) return undefined;
  const [, plays, url] = /^(\d{1,4}):(https?:.+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (plays === undefined || url === undefined) throw badInput('This is not a cursor of this list.');
  return { plays: Number.parseInt(plays, 10), url };
};
