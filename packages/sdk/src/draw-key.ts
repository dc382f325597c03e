/** A new idempotency key of 128 random bits; `randomUUID` would need a page to be https. */
export const drawKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
