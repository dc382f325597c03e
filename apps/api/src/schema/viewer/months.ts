import { monthSoFar } from '@flattr/domain/settlement/month-so-far';
import { readSupporterMonths } from '@flattr/domain/settlement/read-supporter-months';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { monthArg } from '../month/month-arg.ts';
import { monthSoFarRef } from '../month/month-so-far.ts';
import { supporterMonthRef } from '../month/supporter-month.ts';
import { viewerRef } from './type.ts';

builder.prismaObjectFields(viewerRef, (t) => ({
  monthSoFar: t.field({
    type: monthSoFarRef,
    description: 'The month that the clock is in, and what each flattr in it would be worth by now.',
    resolve: (_viewer, _args, asking) => monthSoFar(asking.platform, signedIn(asking)),
  }),
  months: t.field({
    type: [supporterMonthRef],
    description:
      'What became of the viewer’s budgets, in the settled months, newest first; once per currency where two wallets stood. Errors: `BAD_USER_INPUT` for a malformed month.',
    args: { month: t.arg({ type: 'Month', description: 'This month alone; by default all.' }) },
    resolve: async (_viewer, { month }, asking) => [
      ...(await readSupporterMonths(asking.platform.pool, signedIn(asking), monthArg(month))),
    ],
  }),
}));
