/** What a folder is once it is written: each file's bytes by its path, with `/` on every system. */
export type Files = Map<string, Uint8Array>;

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
