// Stryker's runner for Vitest, without its filter by test names: Vitest 5 joins the names of a suite and of a test by ` > `,
// the filter by a space, so that no test within a `describe` would run and its mutants would all survive.
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';

export { strykerValidationSchema } from '@stryker-mutator/vitest-runner';

type Runner = { mutantRun(options: object): unknown };
type Injector = { injectFunction(factory: unknown): Runner };

const rulesRunner = (injector: Injector): Runner => {
  const runner = injector.injectFunction(vitestPlugins[0]?.factory);
  const mutantRun = runner.mutantRun.bind(runner);
  runner.mutantRun = (options) => mutantRun({ ...options, testFilter: undefined });
  return runner;
};
rulesRunner.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'vitest', factory: rulesRunner }];
