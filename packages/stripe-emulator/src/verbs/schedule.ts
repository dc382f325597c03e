import type { Effect } from '../emulator.ts';
import type { Due } from '../store/documents.ts';

/** Lets something happen to an object at a time; one thing of a kind waits per object, the last one asked for. */
export function schedule(effect: Effect, what: Due['what'], object: string, at: number): void {
  effect.store.put('due', { id: `${what} ${object}`, at, what, object });
}
