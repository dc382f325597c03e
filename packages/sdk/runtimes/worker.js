import { ask } from './ask.js';

const worker = { fetch: async (request) => Response.json(await ask(await request.json())) };

// biome-ignore lint/style/noDefaultExport: workerd finds a worker there alone.
export default worker;
