export { fillOnboarding, type Person, payCheckout } from './cast.ts';
export { createWorld, type World } from './create-world.ts';
export { type RedisServer, startRedisServer } from './redis-server.ts';
