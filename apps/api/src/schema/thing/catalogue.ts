import type { Order, Window } from '@flattr/domain/discovery/catalogue-sql';
import { countedMax, countThings } from '@flattr/domain/discovery/count-things';
import { listThings } from '@flattr/domain/discovery/list-things';
import { foundMax, searchThings, soughtMax } from '@flattr/domain/discovery/search-things';
import { plainText } from '@flattr/domain/plain-text';
import { languageTag, type ThingKind } from '@flattr/domain/things/thing-input';
import { badInput } from '../../graphql-errors.ts';
import { builder } from '../builder.ts';
import { pageOf } from './catalogue-page.ts';
import { withCount } from './counted.ts';
import { thingKindRef } from './kind.ts';
import { thingRef } from './type.ts';

const windowRef = builder.enumType('CatalogueWindow', {
  description: 'How far a list of the catalogue looks back.',
  values: {
    DAY: { value: 'DAY', description: 'The last 24 hours; flattrs are counted from the hour before on.' },
    WEEK: { value: 'WEEK', description: 'The last 168 hours; flattrs are counted from the hour before on.' },
    MONTH: { value: 'MONTH', description: 'The month that the clock is in.' },
    ALL_TIME: { value: 'ALL_TIME', description: 'All that there ever was.' },
  } as const satisfies Record<Window, { value: Window; description: string }>,
});

const orderRef = builder.enumType('CatalogueOrder', {
  description: 'What a list of the catalogue is ordered by; ties by the newer thing.',
  values: {
    HEAT: {
      value: 'HEAT',
      description:
        'What is flattred now: each flattr counts half of what it did after 48 hours (docs/rules/heat.md). Only things that were flattred in the window.',
    },
    FLATTRS: {
      value: 'FLATTRS',
      description: 'Most flattrs in the window first. Only things that were flattred in it.',
    },
    NEWEST: {
      value: 'NEWEST',
      description: 'What was registered last first. Only what was registered in the window.',
    },
  } as const satisfies Record<Order, { value: Order; description: string }>,
});

const languageOf = (text: string | null | undefined): string | undefined => {
  const language = text ? languageTag(text) : undefined;
  if (text && !language) throw badInput('A language is a BCP 47 tag, such as `en` or `pt-BR`.');
  return language;
};

builder.queryField('things', (t) =>
  t.prismaConnection({
    type: thingRef,
    cursor: 'id',
    description: `The catalogue: things with what is asked for, in the order asked for. Things of a site whose owner does not take part are left out, and what was taken off the net. The order may be 5 seconds behind the latest flattrs. A thing’s cursor stands where the thing does now: while things are flattred a page may miss or repeat one. \`totalCount\` is exact below ${countedMax}, and ${countedMax} where there are as many or more. Errors: \`BAD_USER_INPUT\` for a language that is none.`,
    args: {
      kind: t.arg({ type: thingKindRef, description: 'Only things of this kind.' }),
      tag: t.arg.string({ description: 'Only things with this tag, written as it was registered.' }),
      language: t.arg.string({
        description: 'Only things in this language, a BCP 47 tag; `pt` has those in `pt-BR` too.',
      }),
      window: t.arg({ type: windowRef, defaultValue: 'ALL_TIME', description: 'How far to look back.' }),
      orderBy: t.arg({ type: orderRef, defaultValue: 'HEAT', description: 'In which order.' }),
    },
    totalCount: (_root, args, { platform }) => countThings(platform, filterOf(args)),
    resolve: async (query, _root, args, { platform }) =>
      (await listThings(platform, filterOf(args), pageOf(query))).map(withCount),
  }),
);

type Args = {
  readonly kind?: ThingKind | null;
  readonly tag?: string | null;
  readonly language?: string | null;
  readonly window?: Window | null;
  readonly orderBy?: Order | null;
};

const filterOf = ({ kind, tag, language, window, orderBy }: Args) => ({
  kind: kind ?? undefined,
  tag: typeof tag === 'string' ? plainText(tag) : undefined,
  language: languageOf(language),
  window: window ?? 'ALL_TIME',
  orderBy: orderBy ?? 'HEAT',
});

builder.queryField('searchThings', (t) =>
  t.prismaConnection({
    type: thingRef,
    cursor: 'id',
    description: `Things whose titles and tags have certain words, the best match first, ties by their flattrs of all time, then the newer. Of more than ${foundMax} that match the newest ${foundMax} are ranked, and \`totalCount\` is ${foundMax}. Things of a site whose owner does not take part are left out, and what was taken off the net. No text fails; one without words finds nothing. Errors: \`BAD_USER_INPUT\` for a language that is none.`,
    args: {
      query: t.arg.string({
        required: true,
        description: `What to look for: words that all must be there, also as the beginnings of longer ones, \`"a phrase"\`, \`or\`, \`-not\`. What comes after ${soughtMax} characters is not looked for.`,
      }),
      kind: t.arg({ type: thingKindRef, description: 'Only things of this kind.' }),
      language: t.arg.string({
        description:
          'The language of the words, a BCP 47 tag, so that other forms of them are found; English, German, French, Spanish and Swedish if you do not say. Things of other languages are found too.',
      }),
    },
    totalCount: async (_root, args, { platform }) =>
      (await searchThings(platform, searchOf(args), { limit: 0, backward: false })).total,
    resolve: async (query, _root, args, { platform }) =>
      (await searchThings(platform, searchOf(args), pageOf(query))).things.map(withCount),
  }),
);

const searchOf = ({
  query,
  kind,
  language,
}: Pick<Args, 'kind' | 'language'> & { readonly query: string }) => ({
  sought: query,
  kind: kind ?? undefined,
  language: languageOf(language),
});
