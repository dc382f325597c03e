import { EnvelopArmor } from '@escape.tech/graphql-armor';
import { BREAK, type DocumentNode, type GraphQLError, visit } from 'graphql';
import { badInput } from '../graphql-errors.ts';
import type { DocumentLimits } from './numbers.ts';

type Check = keyof DocumentLimits;

type Plugins = ReturnType<EnvelopArmor['protect']>['plugins'];

const sentences: Readonly<Record<Check, string>> = {
  depth: 'A document is at most {most} selections deep.',
  aliases: 'A document has at most {most} aliases.',
  directives: 'A document has at most {most} directives.',
  tokens: 'A document has at most {most} tokens.',
  fields: 'A document has at most {most} fields.',
};

/** Refuses a document that is too deep or too long, before any of it is run. Introspection is as deep as it has to be. */
export const limitDocuments = (limits: DocumentLimits): Plugins => {
  const refusal = (check: Check) => badInput(sentences[check], { most: limits[check] });
  const check = (name: Check) => ({
    n: limits[name],
    propagateOnRejection: false,
    onReject: [
      (context: { reportError(error: Error): void } | null) => {
        // What parses has no context to report to.
        if (!context) throw refusal(name);
        context.reportError(refusal(name));
      },
    ],
  });
  const { plugins } = new EnvelopArmor({
    blockFieldSuggestion: { enabled: false },
    costLimit: { enabled: false },
    maxDepth: { ...check('depth'), flattenFragments: true },
    maxAliases: { ...check('aliases'), allowList: [] },
    maxDirectives: check('directives'),
    maxTokens: check('tokens'),
  }).protect();
  return [limitFields(limits.fields, () => refusal('fields')), ...plugins];
};

/** Counts before anything else looks at the document: whether fields can be merged is asked of each two that are alike. */
const limitFields = (most: number, refusal: () => GraphQLError): Plugins[number] => ({
  onValidate({ params: { documentAST }, setResult }) {
    if (hasMoreFields(documentAST, most)) setResult([refusal()]);
  },
});

/** A document that is asked again is the same object, and is counted once; one of too many fields is counted so far. */
const counted = new WeakMap<DocumentNode, number>();

const hasMoreFields = (document: DocumentNode, most: number): boolean => {
  let fields = counted.get(document) ?? 0;
  if (fields > 0) return fields > most;
  visit(document, {
    Field: () => {
      fields += 1;
      return fields > most ? BREAK : undefined;
    },
  });
  counted.set(document, fields);
  return fields > most;
};
