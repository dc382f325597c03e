import type { SchemaChange } from './schema-changes.ts';

/** A breaking change that somebody decided upon. */
export type AllowedChange = {
  /** The day of the release whose clients it breaks. */
  readonly release: string;
  readonly path: string;
  readonly change: string;
  readonly reason: string;
  /** The day of the decision. */
  readonly date: string;
};

/** What became of one release, in the next one or in the schema as it stands. */
export type Step = { readonly from: string; readonly changes: readonly SchemaChange[] };

/** What is wrong between what broke and what may break: a breaking change without an entry, an entry without a breaking change. */
export const unallowedChanges = (
  steps: readonly Step[],
  allowed: readonly AllowedChange[],
): readonly string[] => {
  const broken = steps.flatMap(({ from, changes }) =>
    changes.filter(({ effect }) => effect === 'breaking').map((change) => ({ ...change, release: from })),
  );
  return [
    ...broken
      .filter((one) => !allowed.some((entry) => keyOf(entry) === keyOf(one)))
      .map(
        (one) => `${keyOf(one)}: ${one.message}: keep it, or say why not in allowed-breaking-changes.json`,
      ),
    ...allowed
      .filter((entry) => !broken.some((one) => keyOf(one) === keyOf(entry)))
      .map((entry) => `${keyOf(entry)}: nothing of this kind broke: take the entry out`),
    ...allowed
      .filter(({ reason, date }) => reason.trim() === '' || !/^\d{4}-\d\d-\d\d$/.test(date))
      .map((entry) => `${keyOf(entry)}: an entry has a reason and a date YYYY-MM-DD`),
  ];
};

const keyOf = ({ release, path, change }: Pick<AllowedChange, 'release' | 'path' | 'change'>): string =>
  `${release} ${path} ${change}`;
