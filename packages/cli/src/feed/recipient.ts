/** Somebody who is named in a feed's value block: the handle of a user here, and how many shares of all are theirs. */
export type Recipient = { readonly handle: string; readonly shares: number };

/** Reads `ada=60`; undefined for anything else. */
export const recipientOf = (text: string): Recipient | undefined => {
  const [, handle, shares] = /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)=([1-9]\d{0,5})$/i.exec(text.trim()) ?? [];
  return handle && shares ? { handle: handle.toLowerCase(), shares: Number.parseInt(shares, 10) } : undefined;
};
