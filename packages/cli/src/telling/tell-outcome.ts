import type { Outcome } from '../registering/register-source.ts';
import { type Surroundings, styled } from '../surroundings.ts';
import { wrap } from './wrap.ts';

/** So many of one sort are named; the answer in JSON has all. */
const namedMax = 10;

type Reasoned = { readonly what: string; readonly why: string };

/** Says in front of a person what became of a source, and what is left for them to do. */
export const tellOutcome = (surroundings: Surroundings, outcome: Outcome, dryRun: boolean): void => {
  const { out, colours } = surroundings;
  const { created, updated, refused, waiting, moved, skipped } = outcome;
  const repeated = outcome.repeated > 0 ? `, ${outcome.repeated} of them again` : '';
  const source = styled(colours.out, 'bold', outcome.source);
  out(`${source}: ${outcome.found} found${repeated}${dryRun ? ', and nothing sent' : ''}`);
  const counts = [
    [created.length, dryRun ? 'would be new' : 'new'],
    [updated.length, dryRun ? 'would be updated' : 'known, updated'],
    [moved.length, dryRun ? 'would move' : 'moved'],
    [outcome.unchanged, 'unchanged'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  if (told.length > 0) out(`  ${told.join(' · ')}`);
  if (outcome.unread === 1) out('  The page of 1 could not be read: its title is made of its address');
  if (outcome.unread > 1)
    out(`  The pages of ${outcome.unread} could not be read: their titles are made of their addresses`);

  const arrows = (moves: readonly { readonly from: string; readonly to: string }[], why: string) =>
    moves.map(({ from, to }): Reasoned => ({ what: `${from} → ${to}`, why }));
  if (dryRun) tellReasoned(surroundings, 'to move', arrows(moved, 'known by another address until now'));
  tellReasoned(surroundings, 'left out', skipped);
  tellReasoned(
    surroundings,
    'refused',
    refused.map(({ url, message }) => ({ what: url, why: message })),
  );
  tellReasoned(
    surroundings,
    'not moved yet',
    waiting.flatMap((move) => arrows([move], move.message)),
  );
  for (const at of outcome.claimAt) {
    out('  What is given there waits until its site is claimed:');
    out(`    ${styled(colours.out, 'underline', at)}`);
  }
};

/** What is not done, below the reasons, each of which is said once. */
const tellReasoned = (
  { out, colours, columns }: Surroundings,
  title: string,
  all: readonly Reasoned[],
): void => {
  const reasons = Map.groupBy(all.slice(0, namedMax), ({ why }) => why);
  for (const [why, named] of reasons) {
    const count = all.filter((one) => one.why === why).length;
    const [first = '', ...rest] = wrap(`${count} ${title}: ${why}`, columns - 2);
    const head = styled(colours.out, 'yellow', `${count} ${title}`);
    out(`  ${head}${first.slice(`${count} ${title}`.length)}`);
    for (const line of rest) out(`  ${line}`);
    for (const { what } of named) out(`    ${what}`);
  }
  if (all.length > namedMax) out(`    and ${all.length - namedMax} more; --json names all`);
};
