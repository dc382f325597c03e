import { defineCommand } from 'citty';
import { instanceOf } from '../instance.ts';
import { readCounts } from '../read-counts.ts';
import { instanceArg, jsonArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';

export const examples = [
  'flattr counts https://noor.example/bread https://noor.example/salt',
  'flattr counts --month 2026-10 --json https://noor.example/bread',
];

export const command = defineCommand({
  meta: { description: 'Tell how often addresses were flattred in a month; nobody has to be signed in' },
  args: {
    url: { type: 'positional', valueHint: 'address …', description: 'Addresses, in any spelling' },
    month: { type: 'string', valueHint: 'YYYY-MM', description: 'Which month; this one if you do not say' },
    ...instanceArg,
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    if (args.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(args.month))
      throw misuse(`“${args.month}” is no month.`, 'One is written like 2026-11.');
    const instance = await instanceOf(surroundings, args.instance);
    const { month, counts } = await readCounts(surroundings, instance, args._, args.month);
    if (args.json) {
      surroundings.out(JSON.stringify({ month, counts }, undefined, 2));
      return;
    }
    const width = Math.max(...counts.map(({ count }) => `${count}`.length));
    surroundings.out(`Flattrs in ${month} at ${instance}`);
    for (const { url, count } of counts) surroundings.out(`${`${count}`.padStart(width)}  ${url}`);
  },
});
