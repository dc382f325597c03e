import fc from 'fast-check';
import type { Command } from '../command.ts';
import { pick } from '../model.ts';

const names = ['ada', 'bob', 'cy', 'dee', 'eve', 'fay'];
const thingsMax = 8;

export const joins: Command<null, string> = {
  often: 1,
  input: fc.constant(null),
  says: () => 'somebody joins',
  possible: ({ people }) => people.length < names.length,
  does: async ({ world }, { people }) => (await world.joins(names[people.length] ?? '')).id,
  applies: (model, _, id) => {
    const name = names[model.people.length] ?? '';
    model.people.push({ name, id, payer: false, saved: undefined, payee: 'none' });
  },
};

export const publishes: Command<number, string> = {
  often: 1,
  input: fc.nat(5),
  says: (person) => `person ${person} publishes a thing`,
  possible: ({ things }) => things.length < thingsMax,
  does: ({ world }, { people, things }, person) => {
    const { id, name } = pick(people, person);
    return world.publishes({ id: id as never, handle: name }, `https://thing-${things.length}.example/`);
  },
  applies: ({ people, things }, person, id) => {
    things.push({ id, name: `thing-${things.length}`, creator: pick(people, person) });
  },
};
