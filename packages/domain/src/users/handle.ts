/** The form of a handle: 2 to 30 small letters, digits and hyphens, a letter or digit first. The table holds the same rule. */
const pattern = /^[a-z0-9][a-z0-9-]{1,29}$/;

export const isHandle = (text: string): boolean => pattern.test(text);

/** The handle that somebody means who writes capitals, spaces around it or the `@` before it. */
export const handleOf = (text: string): string => text.trim().replace(/^@/, '').toLowerCase();
