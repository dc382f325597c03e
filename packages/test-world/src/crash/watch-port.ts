import type { Platform } from '@flattr/domain/platform';
import type { Reach } from './crash-points.ts';

/** What asks nobody, or only closes. */
const noEffects = new Set(['close', 'estimateFee', 'payoutStep', 'readEvent', 'then']);

/** Lists come piece by piece, and change nothing. */
const isHarmless = (name: string): boolean => noEffects.has(name) || name.startsWith('list');

/** Makes each call of a port two crash points: before it leaves, and after its answer. Ringing for nothing is none. */
const watchPort = <Port extends object>(port: Port, reach: Reach): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const call = Reflect.get(target, name);
      if (typeof call !== 'function' || typeof name === 'symbol' || isHarmless(name)) return call;
      return async (...asked: unknown[]) => {
        if (Array.isArray(asked[0]) && asked[0].length === 0) return Reflect.apply(call, target, asked);
        reach('before', name);
        const answer = await Reflect.apply(call, target, asked);
        reach('after', name);
        return answer;
      };
    },
  });

/** The platform with each call to the world outside of the database a pair of crash points. */
export const watchPorts = (platform: Platform, reach: Reach): Platform => ({
  ...platform,
  queue: watchPort(platform.queue, reach),
  gateway: watchPort(platform.gateway, reach),
  mailer: watchPort(platform.mailer, reach),
});
