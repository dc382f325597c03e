import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export type Listening = { readonly port: number; readonly url: string; close(): Promise<void> };

/** Serves an app on a port; one that is taken is told in a sentence that names the way out. */
export const listen = (app: Hono, port: number, hostname: string): Promise<Listening> =>
  new Promise((listening, refuse) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (info) => {
      listening({
        port: info.port,
        url: `http://localhost:${info.port}`,
        close: () => closeServer(server as Server),
      });
    });
    server.once('error', (error: Error & { code?: string }) => {
      const taken = error.code === 'EADDRINUSE';
      refuse(taken ? new Error(`Port ${port} is taken. Choose another: PORT=4100 npm start`) : error);
    });
  });

const closeServer = (server: Server): Promise<void> =>
  new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
