import { type DocumentNode, type ExecutionArgs, type GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Asking } from '../asking.ts';
import { costExceeded, maskError, rateLimited } from '../graphql-errors.ts';
import { asksForStream } from '../http/persisted-queries.ts';
import { type Charged, takeCharge } from './charge.ts';
import { measureCost } from './measure-cost.ts';
import type { CostLimits } from './numbers.ts';

/** What the plugin knows of a request: where its charge is told, and the address that it comes from. */
export type Limited = { readonly charged: Charged; readonly address: string | undefined };

type Context = Asking & Limited & { readonly request: Request };

/**
 * Counts what each request costs before it runs, refuses one that costs too much or whose asker's hour is spent, and tells
 * the charge in `extensions.cost`. A document that cannot be run costs nothing.
 */
export const limitCost = (limits: CostLimits): Plugin<Context, Limited> => {
  const refusalOf = async (args: ExecutionArgs & { contextValue: Context }) => {
    const { platform, viewer, charged, address, request } = args.contextValue;
    const cost = measureCost(args);
    if (cost > limits.request) return costExceeded(cost, limits.request);
    // What is asked by GET as nobody is the same for everybody, and caches keep it.
    if (!viewer && request.method === 'GET' && !asksForStream(request.headers)) return undefined;
    const asker = { viewer, address };
    const { granted, charge } = await takeCharge(platform, asker, cost, limits);
    charged.charge = charge;
    return granted ? undefined : rateLimited(charge.resetAt.getTime() - Date.now());
  };
  const check: Check = async ({ args, setResultAndStopExecution }) => {
    if (!isRunnable(args.document, args.operationName)) return;
    try {
      const refusal = await refusalOf(args);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    } catch (error) {
      setResultAndStopExecution({ errors: [maskError(error)] });
    }
  };
  return {
    onExecute: check,
    onSubscribe: check,
    onResultProcess({ result, setResult, serverContext: { charged } }) {
      const { charge } = charged;
      if (!charge || Array.isArray(result) || Symbol.asyncIterator in result) return;
      setResult({ ...result, extensions: { ...result.extensions, cost: charge } });
    },
  };
};

type Check = (of: {
  readonly args: ExecutionArgs & { contextValue: Context };
  setResultAndStopExecution(result: { errors: GraphQLError[] }): void;
}) => Promise<void>;

const isRunnable = (document: DocumentNode, operationName: string | null | undefined): boolean =>
  !!getOperationAST(document, operationName);
