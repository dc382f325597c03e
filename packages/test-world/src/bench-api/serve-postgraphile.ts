// PostGraphile on the same tables, as its preset for new projects has it; its port is its first line.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makeJSONPgSmartTagsPlugin } from 'postgraphile/utils';

const [, , connectionString = ''] = process.argv;

/** What the database does not say of its tables: partitions and counts refer to things without a foreign key. */
const unsaid = makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    class: {
      things: { tags: { unique: 'url' } },
      flattrs: {
        tags: { foreignKey: '(thing_id) references things (id)' },
        attribute: orderedBy('flattred_at'),
      },
      thing_counts: {
        tags: { foreignKey: '(thing_id) references things (id)' },
        attribute: orderedBy('flattrs'),
      },
    },
  },
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [unsaid],
  pgServices: [makePgService({ connectionString, schemas: ['public'], poolConfig: { max: 10 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, maxRequestLength: 1_000_000 },
  grafast: { explain: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void instance.release();
});

function orderedBy(column: string) {
  return { [column]: { tags: { behavior: 'orderBy' } } };
}
