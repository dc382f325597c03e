export type {
  Adapter,
  AdapterConfiguration,
  AdapterPage,
  AdapterRegistration,
  Proof,
} from './adapter/adapter.ts';
export { type AdapterCheck, adapterChecks } from './adapter/adapter-checks.ts';
export type { AdapterSubject, OpenSite, Post } from './adapter/adapter-subject.ts';
