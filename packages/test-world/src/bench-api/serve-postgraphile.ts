// PostGraphile on the same tables, as its preset for new projects has it; its port is its first line.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokenHash } from '@flattr/domain/access/token';
import pg from 'pg';
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

const people = new pg.Pool({ connectionString, max: 10 });
people.on('error', () => {});

/** Who asks is found out by the token, as the other servers do it; a request without one is nobody's. */
const findAsker = async (authorization: string | undefined): Promise<object> => {
  if (!authorization) return {};
  const { rows } = await people.query<{ user_id: string }>({
    name: 'token',
    text: 'SELECT user_id FROM tokens WHERE hash = $1 AND revoked_at IS NULL',
    values: [tokenHash(authorization.slice('Bearer '.length))],
  });
  if (!rows[0]) throw new Error('nobody has this token');
  return { asker: rows[0].user_id };
};

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [unsaid],
  pgServices: [makePgService({ connectionString, schemas: ['public'], poolConfig: { max: 10 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, maxRequestLength: 1_000_000 },
  grafast: { explain: false, context: ({ node }) => findAsker(node?.req.headers.authorization) },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void instance.release();
  void people.end();
});

function orderedBy(column: string) {
  return { [column]: { tags: { behavior: 'orderBy' } } };
}
