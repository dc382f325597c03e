import { monthText } from './day-text.ts';

type Standing = { readonly lastMonth?: string | null };

/** How long a standing flattr lasts: `last in January 2027`, or `until you stop it`. */
export const standingText = ({ lastMonth }: Standing): string =>
  lastMonth ? `last in ${monthText(lastMonth)}` : 'until you stop it';
