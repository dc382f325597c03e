export type TypedBankAccount = { last4: string; country: string | null };

/** Whether an IBAN's two check digits are right (ISO 13616: the rearranged number modulo 97 is 1). */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...(iban.slice(4) + iban.slice(0, 4))]
    .map((letter) => Number.parseInt(letter, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}

/** Reads an IBAN, or a plain account number of 4 to 17 digits; nothing if it is neither. */
export function readBankAccount(typed: string): TypedBankAccount | undefined {
  const compact = typed.replace(/[\s-]/g, '').toUpperCase();
  const last4 = compact.slice(-4);
  if (/^\d{4,17}$/.test(compact)) return { last4, country: null };
  return isIban(compact) ? { last4, country: compact.slice(0, 2) } : undefined;
}
