import { type GraphQLField, getNamedType, getNullableType, isListType } from 'graphql';
import { schema } from '../../src/index.ts';
import { firstEvent } from '../first-event.ts';
import type { As, OpenApi } from '../open-api.ts';
import {
  type Args,
  fieldText,
  isComposite,
  isWatched,
  type Reached,
  type Step,
  selectionOf,
} from './field-paths.ts';

/**
 * What somebody sees of a field: a `value`, their `own` where the way leads through `viewer`, a truth, nothing (`null`, `empty`),
 * a refusal by its code, or nothing to ask of (`–`).
 */
export type Cell = string;

/** A field as `Type.field`, and what one asker sees of it. */
export type Seen = ReadonlyMap<string, Cell>;

export type Asker = { readonly name: string; readonly as: As };

const nothingThere = '–';

export const showsSomething = (cell: Cell): boolean => /^(value|own|true|false)$/.test(cell);

/** Asks for every field of these types as one asker, each type by its way, and gives what they saw and all the answers' text. */
export const askAs = async (
  open: OpenApi,
  { as }: Asker,
  types: readonly Reached[],
  args: Args,
): Promise<{ readonly seen: Seen; readonly heard: ReadonlyMap<string, string> }> => {
  const seen = new Map<string, Cell>();
  const heard = new Map<string, string>();
  for (const reached of types) {
    const { type, path } = reached;
    const fields = Object.values(type.getFields());
    const watched = isWatched(reached, schema);
    const before = cellBefore(path, seen);
    if (before !== undefined) {
      for (const { name } of fields) seen.set(`${type.name}.${name}`, before);
      continue;
    }
    const ask = async (names: readonly string[]) => {
      const wanted = fields.filter(({ name }) => names.includes(name));
      const selection = wanted.map((field) => {
        const text = fieldText(type.name, field.name, args);
        return isComposite(field) ? `${text} { ${tellingPart(field)} }` : text;
      });
      const text = selectionOf(path, selection.join(' '), args);
      const answer = watched
        ? await firstEvent(open, { query: `subscription ${text}` }, as)
        : await open.ask(text, {}, as);
      heard.set(`${type.name}.${names.join()}`, JSON.stringify(answer));
      return answer;
    };
    // A subscription has one field.
    const all = watched && path.length === 0 ? undefined : await ask(fields.map(({ name }) => name));
    for (const field of fields) {
      const answer = all && !all.errors ? all : await ask([field.name]);
      const [error] = answer.errors ?? [];
      const objects = objectsAt(answer.data, path);
      const isOwn = path.some(
        (step) => 'parent' in step && `${step.parent}.${step.field}` === 'Query.viewer',
      );
      const cell = error
        ? error.extensions.code
        : cellOf(
            objects.map((one) => one[field.name]),
            isListType(getNullableType(field.type)),
            isOwn,
          );
      seen.set(`${type.name}.${field.name}`, cell);
    }
  }
  return { seen, heard };
};

/** What tells of an object whose it is, where everybody who sees the object may see that. */
const telling: Readonly<Record<string, string>> = {
  Charge: 'id',
  Claim: 'id',
  Money: 'amount',
  Thing: 'url',
  User: 'handle',
};

const tellingPart = ({ type }: GraphQLField<unknown, unknown>): string =>
  telling[getNamedType(type).name] ?? '__typename';

/** What there is to see behind the last field of a way, where that is nothing: the same refusal, or nothing to ask of. */
const cellBefore = (path: readonly Step[], seen: Seen): Cell | undefined => {
  const last = path.findLast((step) => 'parent' in step);
  if (!last || !('parent' in last)) return undefined;
  const cell = seen.get(`${last.parent}.${last.field}`) ?? nothingThere;
  if (showsSomething(cell)) return undefined;
  return cell === 'null' || cell === 'empty' ? nothingThere : cell;
};

type Fields = Readonly<Record<string, unknown>>;

const objectsAt = (data: unknown, path: readonly Step[]): readonly Fields[] => {
  const flat = (value: unknown): readonly unknown[] =>
    Array.isArray(value) ? value.flatMap(flat) : value === null || value === undefined ? [] : [value];
  const step = (values: readonly unknown[], name: string) =>
    values.flatMap((value) => flat((value as Fields)[name]));
  return path.reduce(
    (values, one) => ('on' in one ? values : step(values, one.field)),
    flat(data),
  ) as readonly Fields[];
};

const cellOf = (values: readonly unknown[], isList: boolean, isOwn: boolean): Cell => {
  const there = values.filter((value) => value !== null && value !== undefined);
  if (values.length === 0) return nothingThere;
  if (there.length === 0) return 'null';
  if (isList && there.every((value) => Array.isArray(value) && value.length === 0)) return 'empty';
  if (isOwn) return 'own';
  if (there.every((value) => typeof value === 'boolean')) return `${there.some(Boolean)}`;
  return 'value';
};
