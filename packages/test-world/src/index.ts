export { type Cast, createCast, fillOnboarding, type Person, payCheckout } from './cast.ts';
export { createWorld, type World, type WorldOptions } from './create-world.ts';
export { type RedisServer, startRedisServer } from './redis-server.ts';
