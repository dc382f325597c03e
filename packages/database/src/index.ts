export { classifyError, type ErrorClass, guardOf } from './classify-error.ts';
export { createClient, type PrismaClient } from './client.ts';
export { type Reader, type Sql, transaction } from './transaction.ts';
