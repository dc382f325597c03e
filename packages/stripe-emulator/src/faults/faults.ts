import { randomUUID } from 'node:crypto';

/** What is to go wrong with requests that are still to come. */
export type FaultOrder = {
  /** The address, such as `/v1/transfers`; `*` stands for anything, the whole of the rest included. */
  path: string;
  /** POST if it is left out. */
  method?: string;
  /**
   * `error` answers 500; `reset` cuts the connection; `timeout` keeps it and never answers; `hold` keeps the request in
   * work until it is released, and answers then. After the effect the webhooks of the last three come before the answer.
   */
  kind: 'error' | 'hold' | 'reset' | 'timeout';
  /**
   * `before` the request begins, `after` its effect is kept. `during` is for an error that undoes the effect but is
   * saved for the idempotency key, as one after the effect is.
   */
  when?: 'after' | 'before' | 'during';
  /** How many requests that match are let through first. */
  skip?: number;
  /** How many requests it meets then; one if it is left out. */
  times?: number;
  /** How long `timeout` and `hold` wait at most, in milliseconds. */
  holdMs?: number;
};

export type Fault = Required<FaultOrder> & {
  id: string;
  /** How many requests it has met. */
  met: number;
};

export type Faults = ReturnType<typeof createFaults>;

const defaultHoldMs = 60_000;

function matches({ method, path }: Fault, asked: { method: string; path: string }): boolean {
  if (method !== asked.method) return false;
  const parts = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(asked.path);
}

/** The faults that wait for their requests; they live as long as the process. */
export function createFaults() {
  const faults: Fault[] = [];
  const holds = new Map<string, PromiseWithResolvers<void>>();

  return {
    inject(order: FaultOrder): Fault {
      const fault: Fault = {
        method: 'POST',
        when: 'before',
        skip: 0,
        times: 1,
        holdMs: defaultHoldMs,
        ...order,
        id: randomUUID(),
        met: 0,
      };
      faults.push(fault);
      holds.set(fault.id, Promise.withResolvers<void>());
      return fault;
    },
    /** The first fault that this request meets, used up by one. */
    take(asked: { method: string; path: string }): Fault | undefined {
      for (const fault of faults) {
        if (!matches(fault, asked) || fault.met >= fault.times) continue;
        if (fault.skip > 0) {
          fault.skip -= 1;
          continue;
        }
        fault.met += 1;
        return fault;
      }
      return undefined;
    },
    list: (): readonly Fault[] => faults,
    /** Resolves when what a fault holds is let go. */
    released: (id: string): Promise<void> | undefined => holds.get(id)?.promise,
    /** Lets go of what a fault holds, or all of them. */
    release(id?: string): void {
      for (const [held, hold] of holds) if (id === undefined || id === held) hold.resolve();
    },
    /** Forgets every fault and lets go of what they hold. */
    clear(): void {
      for (const hold of holds.values()) hold.resolve();
      holds.clear();
      faults.length = 0;
    },
  };
}
