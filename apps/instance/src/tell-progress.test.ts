import { asMonth } from '@flattr/domain/month';
import type { SettlementProgress } from '@flattr/domain/settlement/read-progress';
import { expect, it } from 'vitest';
import { progressTeller } from './tell-progress.ts';

const at = (shardsSettled: number, state: SettlementProgress['state'] = 'CUT'): SettlementProgress => ({
  month: asMonth('2026-11'),
  state,
  shards: 100,
  shardsSettled,
  percent: shardsSettled,
  supporters: shardsSettled * 500,
  supportersPerSecond: shardsSettled > 0 && state === 'CUT' ? 18_400 : 0,
  secondsLeft: shardsSettled > 0 && state === 'CUT' ? 200 - shardsSettled : undefined,
});

const told = (isTTY: boolean) => {
  const written: string[] = [];
  let now = 0;
  const write = (text: string) => written.push(text) > 0;
  const { tell, end } = progressTeller({ isTTY, write } as Parameters<typeof progressTeller>[0], () => now);
  return {
    tell: (progress: SettlementProgress, afterMs: number) => {
      now += afterMs;
      tell(progress);
    },
    end,
    written,
  };
};

it('writes one line again and again on a terminal, and leaves the last one', () => {
  const { tell, end, written } = told(true);
  tell(at(0), 0);
  tell(at(1), 20);
  tell(at(42), 100);
  tell(at(100), 100);
  tell(at(100, 'SETTLED'), 1);
  end();
  expect(written).toEqual([
    '\r\u001b[K  2026-11  settling    0 %',
    '\r\u001b[K  2026-11  settling   42 %  21,000 wallets  18,400 wallets/s  about 3 min left',
    '\r\u001b[K  2026-11  settling  100 %  50,000 wallets  18,400 wallets/s',
    '\r\u001b[K  2026-11  settled   100 %',
    '\n',
  ]);
});

it('writes few lines elsewhere: each state, and one every five seconds', () => {
  const { tell, end, written } = told(false);
  tell(at(0), 0);
  for (let shard = 1; shard <= 100; shard++) tell(at(shard), 100);
  tell(at(100, 'SETTLED'), 1);
  tell(at(100, 'PUBLISHED'), 1);
  end();
  expect(written).toEqual([
    '  2026-11  settling    0 %\n',
    '  2026-11  settling   50 %  25,000 wallets  18,400 wallets/s  about 3 min left\n',
    '  2026-11  settling  100 %  50,000 wallets  18,400 wallets/s\n',
    '  2026-11  settled   100 %\n',
    '  2026-11  published 100 %\n',
  ]);
});
