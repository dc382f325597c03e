import { type Ast, parse } from 'angular-html-parser';
import { type ProofOf, profileUrl, proofText } from './proof.ts';

/** What a page's markup says that can matter to a claim. */
export type PageFacts = {
  /** The contents of `flattr:id` in the page's head. */
  readonly marks: readonly string[];
  /** The addresses of `rel="me"`, in the head or the body. */
  readonly me: readonly string[];
  /** The RSS feeds that its head names. */
  readonly feeds: readonly string[];
};

const headOnly = ['html', 'head'];
/** What stands in these is not part of the page that people see. */
const hiding = ['template', 'noscript', 'iframe', 'textarea', 'title', 'svg', 'math', 'object'];

/** As much of a page is read: what a hostile one costs beyond it grows faster than its length. */
const charactersMax = 250_000;
const tagsMax = 20_000;

type Met = { readonly node: Ast.Node; readonly inHead: boolean };

/** Reads the beginning of a page as a parser of HTML does: comments, scripts and texts are no markup. */
export const readPage = (html: string): PageFacts => {
  const facts = { marks: [] as string[], me: [] as string[], feeds: [] as string[] };
  const { rootNodes } = parse(html.slice(0, charactersMax).split('<', tagsMax).join('<'));
  // No recursion: a page may nest deeper than our stack.
  const left: Met[] = rootNodes.map((node) => ({ node, inHead: true })).reverse();
  for (let met = left.pop(); met; met = left.pop()) {
    const { node, inHead } = met;
    if (node.kind !== 'element' || hiding.includes(node.name.toLowerCase())) continue;
    readElement(node, inHead, facts);
    const within = inHead && headOnly.includes(node.name.toLowerCase());
    for (const child of node.children.toReversed()) left.push({ node: child, inHead: within });
  }
  return facts;
};

type Gathered = { readonly [K in keyof PageFacts]: string[] };

const readElement = (element: Ast.Element, inHead: boolean, facts: Gathered): void => {
  const name = element.name.toLowerCase();
  const of = (attribute: string) =>
    element.attrs.find((one) => one.name.toLowerCase() === attribute)?.value ?? '';
  const rel = of('rel').toLowerCase().split(/\s+/);
  if (inHead && name === 'meta' && of('name').toLowerCase() === 'flattr:id') facts.marks.push(of('content'));
  if ((name === 'a' || name === 'link') && rel.includes('me')) facts.me.push(of('href'));
  const feed = name === 'link' && /^application\/rss\+xml\b/i.test(of('type'));
  if (inHead && feed && rel.includes('alternate')) facts.feeds.push(of('href'));
};

/** Whether one of the page's marks holds the proof as a word of its own. */
export const marksProve = ({ marks }: PageFacts, { nonce }: ProofOf): boolean =>
  marks.some((mark) => mark.split(/\s+/).includes(proofText(nonce)));

/** Whether the page links to its owner's page here, with the proof behind the `#`. */
export const linksProve = ({ me }: PageFacts, of: ProofOf): boolean =>
  me.some((href) => URL.parse(href, of.site)?.href === profileUrl(of));

/** The first feed that the page names within its own site. */
export const feedOf = ({ feeds }: PageFacts, site: string): string | undefined =>
  feeds.map((href) => URL.parse(href, site)?.href).find((href) => href?.startsWith(site));
