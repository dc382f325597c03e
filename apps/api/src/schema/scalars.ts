import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { badInput } from '../graphql-errors.ts';
import { builder } from './builder.ts';

/** A scalar that is a string on the wire. What the string says is judged by the rule that takes it, as a refusal. */
const textScalar = (
  name: string,
  options: { description: string; specifiedByURL?: string; sentence: string },
) => {
  const take = (value: unknown): string => {
    if (typeof value !== 'string') throw badInput(options.sentence);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description: options.description,
    specifiedByURL: options.specifiedByURL,
    serialize: take,
    parseValue: take,
    parseLiteral: (node) => take(node.kind === Kind.STRING ? node.value : undefined),
  });
};

builder.addScalarType('DateTime', GraphQLDateTime);
builder.addScalarType('Date', GraphQLDate);
builder.addScalarType(
  'Decimal',
  textScalar('Decimal', {
    description:
      'An exact decimal as a string, such as `"2.50"` or `"0.285714"`, with up to six places. It never passes through a float.',
    sentence: 'Write a Decimal as a string, such as "2.50".',
  }),
);
builder.addScalarType(
  'CurrencyCode',
  textScalar('CurrencyCode', {
    description:
      'A currency by its ISO 4217 code, such as `"EUR"`. `currencies` lists those taken here; another one is the refusal `CURRENCY_UNKNOWN`.',
    specifiedByURL: 'https://www.iso.org/iso-4217-currency-codes.html',
    sentence: 'Write a CurrencyCode as a string, such as "EUR".',
  }),
);
builder.addScalarType(
  'Month',
  textScalar('Month', {
    description: 'A calendar month in UTC, `"YYYY-MM"`, half open: it ends when the next one begins.',
    sentence: 'Write a Month as a string, such as "2026-11".',
  }),
);
