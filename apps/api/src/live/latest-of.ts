export type Latest<Value> = {
  put(value: Value): void;
  end(): void;
  readonly values: AsyncIterableIterator<Value>;
};

/**
 * Values for one reader, who is given the latest alone: who is slow misses those between, and nothing piles up for them. It ends
 * at once where the reader goes, also while they wait, and says so once.
 */
export const latestOf = <Value>(onEnd: () => void): Latest<Value> => {
  let held: { readonly value: Value } | undefined;
  let waiting: ((result: IteratorResult<Value>) => void) | undefined;
  let ended = false;
  const give = () => {
    if (!waiting || (!held && !ended)) return;
    waiting(held ? { value: held.value, done: false } : { value: undefined, done: true });
    held = undefined;
    waiting = undefined;
  };
  const end = () => {
    if (ended) return;
    ended = true;
    onEnd();
    give();
  };
  const stop = async (): Promise<IteratorResult<Value>> => {
    held = undefined;
    end();
    return { value: undefined, done: true };
  };
  const values: AsyncIterableIterator<Value> = {
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        give();
      }),
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]: () => values,
  };
  return {
    put: (value) => {
      if (ended) return;
      held = { value };
      give();
    },
    end,
    values,
  };
};
