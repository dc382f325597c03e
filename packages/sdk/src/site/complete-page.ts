import { donateAction, flattrAddress, jsonInScript, paymentLink } from '../page-parts.ts';
import { elementsOf } from './elements.ts';
import { type PagePlace, readPage, type SitePage } from './read-page.ts';

export type CompletedPage = { readonly html: string; readonly page: SitePage | null };

/**
 * A built page whose head says where it is rewarded, if a button on it flattrs the page itself; the rest of it keeps every
 * byte, and a page that says so already keeps them all.
 */
export const completePage = (html: string, place: PagePlace, instance: string): CompletedPage => {
  const page = readPage(html, place);
  const end = html.search(/<\/head\s*>/i);
  if (!page || end < 0) return { html, page };
  const thing = { ...page, instance };
  const paid = elementsOf(html).some(
    ({ name, attributes }) =>
      name === 'link' &&
      attributes.get('rel') === 'payment' &&
      attributes.get('href') === flattrAddress(thing),
  );
  const parts = [
    paid ? '' : paymentLink(thing),
    html.includes('"DonateAction"')
      ? ''
      : `<script type="application/ld+json">${jsonInScript(donateAction(thing))}</script>`,
  ];
  return { html: html.slice(0, end) + parts.join('') + html.slice(end), page };
};
