export { asError, askedRows, askTogether, inPlaces } from './ask-together.ts';
export { guardOf } from './classify-error.ts';
export { createClient, type PrismaClient } from './client.ts';
export { copyLines } from './copy-lines.ts';
export { readClock } from './read-clock.ts';
export { type Reader, type Sql, transaction, transactionAfter } from './transaction.ts';
