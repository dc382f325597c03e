/** The name that a code of the domain has as an enum's value: `own-thing` is `OWN_THING`, `me:read` is `ME_READ`. */
export const upperSnake = (code: string): string => code.replaceAll(/[-:]/g, '_').toUpperCase();
