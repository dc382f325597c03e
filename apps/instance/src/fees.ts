// npm run fees: what the operator may take, and what they bear.
import { formatDecimal } from '@flattr/domain/money';
import { readOperatorMoney } from '@flattr/domain/operator/read-operator-money';
import { runCommand } from './run-command.ts';

await runCommand(async ({ platform }) => {
  const all = await readOperatorMoney(platform.pool);
  if (all.length === 0) console.log('No month has left any fees yet.');
  for (const { currency, takeable, fees, reserve, costs, losses } of all) {
    const [free, held, kept, cost, lost] = [takeable, fees, reserve, costs, losses].map(formatDecimal);
    console.log(
      `${currency}  you may take ${free}  (fees ${held}, reserve ${kept}, costs ${cost}, losses ${lost})`,
    );
  }
});
