export type { Cast, Person } from './cast.ts';
export { createWorld, type World, type WorldOptions } from './create-world.ts';
