export { fillOnboarding, type Person, payCheckout } from './cast.ts';
export { createWorld, type World, type WorldOptions } from './create-world.ts';
export { type CuttingProxy, type CutWhen, startCuttingProxy } from './cutting-proxy.ts';
export { type LosableQueue, losablePostgresQueue, losableRedis } from './losable-queue.ts';
export { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
export { type RedisServer, redisPlaces, startRedisServer } from './redis-server.ts';
export { type OnPoint, watchPoints } from './watch-points.ts';
