export { limits } from './limits/numbers.ts';
export { schema } from './schema/index.ts';
export { type ApiOptions, createApi } from './server.ts';
