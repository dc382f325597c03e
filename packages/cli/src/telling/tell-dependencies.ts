import type { FoundDependency, FoundThing } from '../deps/find-things.ts';
import type { ReadDependencies } from '../deps/read-dependencies.ts';
import { type Surroundings, styled } from '../surroundings.ts';
import { wrap } from './wrap.ts';

const nameMax = 28;

/**
 * Lists in front of a person what can be flattred: each thing with its page and what it stands for; and, where they ask, what can be
 * flattred by its address alone.
 */
export const tellDependencies = (
  surroundings: Surroundings,
  instance: string,
  { read, notRead, dependencies }: ReadDependencies,
  found: readonly FoundDependency[],
  all: boolean,
): void => {
  const { out, err, colours } = surroundings;
  const known = found.filter(({ thing }) => thing);
  const others = found.filter(({ thing, urls }) => !thing && urls.length > 0);
  out(`${dependencies.length} dependencies in ${read.join(' and ')}, ${known.length} of them at ${instance}`);
  for (const named of Map.groupBy(known, ({ thing }) => thing?.page).values()) tellThing(surroundings, named);
  if (all && others.length > 0) {
    const width = Math.min(nameMax, Math.max(...others.map(({ name }) => name.length)));
    out(`Whoever flattrs one of the others makes it known: ${instance}/flattr?url=…`);
    for (const { name, urls } of others)
      out(
        `  ${styled(colours.out, 'bold', name)}${' '.repeat(Math.max(0, width - name.length))}  ${urls[0]}`,
      );
  } else if (others.length > 0)
    out(`${others.length} others can be flattred by their addresses: flattr deps --all lists them.`);
  if (notRead.length > 0) err(`Not read: ${notRead.join(', ')}.`);
};

const tellThing = ({ out, colours, columns }: Surroundings, named: readonly FoundDependency[]): void => {
  const thing: FoundThing | undefined = named[0]?.thing;
  if (!thing) return;
  const by = thing.creator ? `by ${thing.creator}` : 'nobody’s yet: what is given waits';
  const flattrs = thing.flattrCount === 1 ? '1 flattr' : `${thing.flattrCount} flattrs`;
  out(`${styled(colours.out, 'bold', thing.title)}: ${flattrs} this month, ${by}`);
  out(`  ${styled(colours.out, 'underline', thing.page)}`);
  for (const line of wrap(named.map(({ name }) => name).join(', '), columns - 2)) out(`  ${line}`);
};
