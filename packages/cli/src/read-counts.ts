import type { Surroundings } from './surroundings.ts';
import { exitCodes, Trouble } from './trouble.ts';
import { userAgent } from './version.ts';

export type Counts = {
  readonly month: string;
  readonly counts: readonly { readonly url: string; readonly count: number }[];
};

/** As many as `GET /counts` takes at once. */
const atOnce = 50;

/** The public counts of any number of addresses in a month, in their order; what nobody flattred has 0. */
export const readCounts = async (
  { fetch }: Surroundings,
  instance: string,
  urls: readonly string[],
  month: string | undefined,
): Promise<Counts> => {
  const answers: Counts[] = [];
  for (let start = 0; start < urls.length; start += atOnce) {
    const asked = new URLSearchParams(urls.slice(start, start + atOnce).map((url) => ['url', url]));
    if (month !== undefined) asked.set('month', month);
    const headers = { 'user-agent': userAgent };
    const answer = await fetch(`${instance}/counts?${asked}`, { headers, redirect: 'manual' }).catch(() => {
      throw new Trouble(
        exitCodes.noAnswer,
        `${instance} cannot be reached.`,
        'Is its address right, and does it run?',
      );
    });
    const body: unknown = await answer.json().catch(() => undefined);
    if (!isCounts(body))
      throw new Trouble(
        exitCodes.noAnswer,
        `${instance} answers ${answer.status}, and not as a Flattr instance does.`,
        'Is its address right?',
      );
    answers.push(body);
  }
  return { month: answers[0]?.month ?? month ?? '', counts: answers.flatMap(({ counts }) => counts) };
};

const isCounts = (body: unknown): body is Counts =>
  typeof body === 'object' && body !== null && 'counts' in body && Array.isArray(body.counts);
