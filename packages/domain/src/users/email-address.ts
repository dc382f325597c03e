const lengthMax = 254;

// A mailbox as people have them: no quotes, no comments, no bare addresses of machines.
const pattern = /^[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Whether mail can be sent to an address of this form, written as `emailAddressOf` writes it. */
export const isEmailAddress = (text: string): boolean =>
  text.length <= lengthMax && pattern.test(text) && !text.includes("'@");

/** The one spelling under which an address is kept and found: without spaces around it, in small letters. */
export const emailAddressOf = (text: string): string => text.trim().toLowerCase();
