import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '@flattr/database/free-port';
import { commitsIn, type Frames, noFrames } from './postgres-frames.ts';

/** Before: the COMMIT never reaches the server. After: the server commits, and its answer never reaches the client. */
export type CutWhen = 'before' | 'after';

/** Stands between a client and its PostgreSQL, and cuts connections where a network would. */
export type CuttingProxy = {
  /** The same database by the way through the proxy. */
  urlOf(databaseUrl: string): string;
  /** Cuts the connection on which the next COMMIT comes, or a later one where some are to pass first. */
  cutNextCommit(when: CutWhen, passing?: number): void;
  /** Cuts none, if none has come. */
  spareCommits(): void;
  /** How many commits were cut. */
  cuts(): number;
  /** Cuts everything, and answers nobody until it is up again. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
};

type State = {
  next?: { readonly when: CutWhen; passing: number };
  cut: number;
  readonly pairs: Set<() => void>;
};

/** Starts a proxy to the server of a database's URL. */
export const startCuttingProxy = async (databaseUrl: string): Promise<CuttingProxy> => {
  const { hostname, port } = new URL(databaseUrl);
  const target = { host: hostname, port: Number.parseInt(port, 10) };
  const state: State = { cut: 0, pairs: new Set() };
  const own = await freePort();
  let server: Server | undefined;
  const up = () =>
    new Promise<void>((ready) => {
      server = createServer((client) => join(client, connect(target), state)).listen(own, '127.0.0.1', ready);
    });
  const down = async () => {
    const ended = new Promise<unknown>((done) => (server ? server.close(done) : done(undefined)));
    for (const cut of state.pairs) cut();
    await ended;
    server = undefined;
  };
  await up();
  return {
    urlOf: (url) => {
      const through = new URL(url);
      through.port = `${own}`;
      return through.href;
    },
    cutNextCommit: (when, passing = 0) => {
      state.next = { when, passing };
    },
    spareCommits: () => {
      state.next = undefined;
    },
    cuts: () => state.cut,
    down,
    up,
    close: down,
  };
};

const join = (client: Socket, server: Socket, state: State): void => {
  let frames: Frames = noFrames;
  let answerCut = false;
  const cut = () => {
    client.destroy();
    server.destroy();
    state.pairs.delete(cut);
  };
  state.pairs.add(cut);
  for (const socket of [client, server]) socket.on('error', cut).on('close', cut);
  client.on('data', (bytes) => {
    const seen = commitsIn(frames, bytes);
    frames = seen.frames;
    const when = seen.commits ? takeCut(state) : undefined;
    if (when === 'before') return cut();
    answerCut ||= when === 'after';
    server.write(bytes);
  });
  server.on('data', (bytes) => {
    // The server answers a COMMIT when it is done.
    if (answerCut) return cut();
    client.write(bytes);
  });
};

/** What is to become of the COMMIT that came. */
const takeCut = (state: State): CutWhen | undefined => {
  const { next } = state;
  if (!next) return undefined;
  if (next.passing > 0) {
    next.passing -= 1;
    return undefined;
  }
  state.next = undefined;
  state.cut += 1;
  return next.when;
};
