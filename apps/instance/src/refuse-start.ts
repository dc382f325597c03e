import type { Config } from '@flattr/adapters/config';
import { findEmbeddedPostgres } from '@flattr/database/embedded';
import { refuseTakenPorts } from './refuse-taken-ports.ts';

/** Refuses in a sentence, before anything is loaded or started, what cannot become an instance. */
export const refuseStart = async (config: Config): Promise<void> => {
  const configured = [config.databaseUrl, config.stripe, config.secret].filter(Boolean).length;
  if (configured === 3) return;
  if (configured > 0 || config.production) {
    throw new Error(
      'Configure DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and FLATTR_SECRET together.',
    );
  }
  if (await findEmbeddedPostgres(config.home)) {
    throw new Error(
      `An instance is running on ${config.home} already. For another one: FLATTR_HOME=.flattr-2 PORT=4100 npm start`,
    );
  }
  await refuseTakenPorts(config);
};
