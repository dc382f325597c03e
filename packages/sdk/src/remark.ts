import { buttonScript } from './page-parts.ts';
import { buttonMarkup } from './site/button-markup.ts';
import { buttonThing } from './site/button-thing.ts';

/** What is used of a Markdown tree with the directives of remark-directive. */
type MarkdownNode = {
  type: string;
  name?: string;
  attributes?: Record<string, string | null | undefined> | null | undefined;
  value?: string;
  children?: MarkdownNode[];
  data?: object | undefined;
};

type MarkdownFile = { fail(reason: string, place?: unknown): never };

export type RemarkFlattrOptions = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** Whether the button's script stands beside each button; true by default. */
  readonly script?: boolean;
};

const textOf = (node: MarkdownNode): string => node.value ?? (node.children ?? []).map(textOf).join('');

const element = (name: string, properties: object, children: readonly object[] = []): MarkdownNode => ({
  type: 'leafDirective',
  name,
  attributes: {},
  children: [],
  data: { hName: name, hProperties: properties, hChildren: children },
});

/**
 * A plugin of remark, after remark-directive: `::flattr{url=https://blog.example/bread}` becomes a button, with its words
 * where it has some: `::flattr[Say thanks]{url=…}`. Its attributes are the button's own.
 */
export const remarkFlattr = ({ instance, script = true }: RemarkFlattrOptions) => {
  const buttonOf = (node: MarkdownNode, file: MarkdownFile): MarkdownNode[] => {
    const attributes = Object.entries(node.attributes ?? {}).map(
      ([name, value]) => [name, value ?? ''] as const,
    );
    const url = node.attributes?.url ?? '';
    if (!URL.canParse(url)) file.fail('::flattr needs the full address: ::flattr{url=https://…}', node);
    const text = textOf(node);
    const thing = { ...buttonThing(new Map(attributes), instance, url), ...(text ? { text } : {}) };
    const markup = buttonMarkup(thing);
    const link = {
      type: 'element',
      tagName: 'a',
      properties: { href: markup.href },
      children: [{ type: 'text', value: markup.text }],
    };
    const button = element('flattr-button', markup.attributes, [link]);
    return script ? [button, element('script', { type: 'module', src: buttonScript(instance) })] : [button];
  };

  const change = (parent: MarkdownNode, file: MarkdownFile): void => {
    if (!parent.children) return;
    parent.children = parent.children.flatMap((node) => {
      if (node.type === 'leafDirective' && node.name === 'flattr') return buttonOf(node, file);
      change(node, file);
      return [node];
    });
  };
  return change;
};
