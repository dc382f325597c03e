import { feedPaymentLink, paymentLink } from '../page-parts.ts';
import { decodeEntities, elementsOf } from './elements.ts';

const blank = (text: string): string => ' '.repeat(text.length);

/** Of the same length, without the texts that may hold anything, markup too. */
const bare = (xml: string): string => xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, blank);

const linkOfItem = (item: string): string | undefined => {
  const [, text = ''] = /<link>([\s\S]*?)<\/link>/.exec(item) ?? [];
  const [, literal] = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(text) ?? [];
  return (literal ?? decodeEntities(text)).trim();
};

const linkOfEntry = (entry: string): string | undefined =>
  elementsOf(entry)
    .find(
      ({ name, attributes }) => name === 'link' && ['alternate', undefined].includes(attributes.get('rel')),
    )
    ?.attributes.get('href');

const declareAtom = (xml: string): string =>
  /<rss\b[^>]*\sxmlns:atom=/.test(xml)
    ? xml
    : xml.replace(/<rss\b/, '<rss xmlns:atom="http://www.w3.org/2005/Atom"');

/**
 * An RSS or Atom feed in which each item says where it is rewarded; it keeps every other byte, and what is no feed and an
 * item that says so already keep them all.
 */
export const completeFeed = (xml: string, instance: string): string => {
  const atom = /<feed\b/.test(xml);
  if (!atom && !/<rss\b/.test(xml)) return xml;
  const name = atom ? 'entry' : 'item';
  const masked = bare(xml);
  let completed = '';
  let done = 0;
  for (const { index, 0: found } of masked.matchAll(new RegExp(`<${name}\\b[\\s\\S]*?(?=</${name}>)`, 'g'))) {
    const item = xml.slice(index, index + found.length);
    const url = atom ? linkOfEntry(item) : linkOfItem(item);
    if (/\srel=["']payment["']/.test(found) || !url || !/^https?:/.test(url)) continue;
    const link = (atom ? paymentLink : feedPaymentLink)({ instance, url });
    completed += xml.slice(done, index + found.length) + link;
    done = index + found.length;
  }
  if (done === 0) return xml;
  completed += xml.slice(done);
  return atom ? completed : declareAtom(completed);
};
