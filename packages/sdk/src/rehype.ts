import { buttonScript, donateAction, flattrAddress, jsonInScript } from './page-parts.ts';
import { buttonMarkup } from './site/button-markup.ts';
import { buttonThing } from './site/button-thing.ts';
import { pageOf } from './site/read-page.ts';

/** What is used of an HTML tree. */
type HtmlNode = {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  value?: string;
  children?: HtmlNode[];
};

export type RehypeFlattrOptions = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** Where the document will be read; a button that names no address is for it. Its canonical link says it better. */
  readonly address?: string;
  /** Whether the button's script stands beside each button; true by default. */
  readonly script?: boolean;
};

const attributesOf = (node: HtmlNode): ReadonlyMap<string, string> => {
  const kept = Object.entries(node.properties ?? {}).filter(([, value]) => value !== false && value != null);
  return new Map(
    kept.map(([name, value]) => [
      name.toLowerCase(),
      value === true ? '' : Array.isArray(value) ? value.join(' ') : `${value}`,
    ]),
  );
};

const textOf = (node: HtmlNode): string => node.value ?? (node.children ?? []).map(textOf).join('');

const elementsIn = (node: HtmlNode): HtmlNode[] => [
  ...(node.type === 'element' ? [node] : []),
  ...(node.children ?? []).flatMap(elementsIn),
];

const element = (tagName: string, properties: Record<string, unknown>, text?: string): HtmlNode => ({
  type: 'element',
  tagName,
  properties,
  children: text === undefined ? [] : [{ type: 'text', value: text }],
});

/**
 * A plugin of rehype: a `<flattr-button>` without a link of its own gets it, with the button's script beside it; in a whole
 * document whose button flattrs the document itself, the head says where it is rewarded.
 */
export const rehypeFlattr = ({ instance, address, script = true }: RehypeFlattrOptions) => {
  const completeButtons = (parent: HtmlNode, at: string): void => {
    if (!parent.children) return;
    parent.children = parent.children.flatMap((node) => {
      completeButtons(node, at);
      const attributes = attributesOf(node);
      const bare =
        node.tagName === 'flattr-button' && !elementsIn(node).some(({ tagName }) => tagName === 'a');
      const url = attributes.get('url') || at;
      if (!bare || !URL.canParse(url)) return [node];
      const text = textOf(node).trim();
      const thing = { ...buttonThing(attributes, instance, url), ...(text ? { text } : {}) };
      const markup = buttonMarkup(thing);
      const link = element('a', { href: markup.href }, markup.text);
      const button = { ...node, properties: { ...node.properties, ...markup.attributes }, children: [link] };
      return script ? [button, element('script', { type: 'module', src: buttonScript(instance) })] : [button];
    });
  };

  return (tree: HtmlNode): void => {
    const before = elementsIn(tree);
    const canonical = before.find(
      (node) => node.tagName === 'link' && attributesOf(node).get('rel') === 'canonical',
    );
    const at = (canonical && attributesOf(canonical).get('href')) || address || '';
    completeButtons(tree, at);
    const elements = elementsIn(tree);
    const head = elements.find(({ tagName }) => tagName === 'head');
    const title = elements.find(({ tagName }) => tagName === 'title');
    if (!head || !URL.canParse(at)) return;
    const read = elements.map((node) => ({ name: node.tagName ?? '', attributes: attributesOf(node) }));
    const page = pageOf(read, title ? textOf(title) : '', { address: at });
    if (!page) return;
    const thing = { ...page, instance };
    head.children?.push(
      element('link', {
        rel: ['payment'],
        type: 'text/html',
        title: 'Flattr this',
        href: flattrAddress(thing),
      }),
      element('script', { type: 'application/ld+json' }, jsonInScript(donateAction(thing))),
    );
  };
};
