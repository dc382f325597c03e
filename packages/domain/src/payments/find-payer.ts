import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

export type Payer = { readonly customerId: string; readonly methodId: string | null };

/** The supporter at the payment provider, made there on first use; the reference keeps it one customer. */
export const findPayer = async (platform: Platform, supporterId: UserId): Promise<Payer> => {
  const known = await readPayer(platform, supporterId);
  if (known) return known;
  const user = await platform.db.user.findUniqueOrThrow({ where: { id: supporterId, leftAt: null } });
  const customerId = await platform.gateway.createCustomer({
    userId: supporterId,
    email: user.email,
    reference: `customer:${supporterId}`,
  });
  await platform.pool.query(
    'INSERT INTO payers (supporter_id, provider_customer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [supporterId, customerId],
  );
  return (await readPayer(platform, supporterId)) ?? { customerId, methodId: null };
};

const readPayer = async ({ db }: Platform, supporterId: UserId): Promise<Payer | undefined> => {
  const row = await db.payer.findUnique({ where: { supporterId } });
  return row ? { customerId: row.providerCustomerId, methodId: row.providerMethodId } : undefined;
};
