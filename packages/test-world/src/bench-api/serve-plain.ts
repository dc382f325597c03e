// The practical limit: Yoga alone and SQL written by hand for four operations, on the same tables and the same maintained counts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import pg from 'pg';
import { plainResolvers, typeDefs } from './plain-schema.ts';

const [, , connectionString = ''] = process.argv;
const pool = new pg.Pool({ connectionString, max: 10 });
pool.on('error', () => {});
const yoga = createYoga({
  schema: createSchema<{ request: Request }>({ typeDefs, resolvers: plainResolvers(pool) }),
  logging: false,
  graphiql: false,
  landingPage: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
