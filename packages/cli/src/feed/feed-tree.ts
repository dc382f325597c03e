import { Parser } from 'htmlparser2';
import { FeedTrouble } from './feed-trouble.ts';
import { fromXml } from './xml-text.ts';

/** An element of a feed: what it is called, what it says, and from where to where it stands in `FeedBytes.units`. */
export type FeedNode = {
  readonly local: string;
  readonly prefix: string;
  /** The address of its namespace; undefined without one, or with a prefix that nobody declared. */
  readonly space: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** The namespaces that hold within it, by prefix; '' is the default one. */
  readonly scope: ReadonlyMap<string, string>;
  readonly parent: FeedNode | undefined;
  readonly children: FeedNode[];
  /** Its own text, without that of its children. */
  text: string;
  readonly start: number;
  /** Behind its start tag. */
  readonly openEnd: number;
  end: number;
};

type Read = (piece: string) => string;

/** Reads the elements of an XML document; throws `FeedTrouble` where one is not closed in its order, or there is none. */
export const readFeedTree = (units: string, read: Read): FeedNode => {
  let root: FeedNode | undefined;
  let open: FeedNode | undefined;
  let literal = false;
  const trouble: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const node = nodeOf({ name, attributes, parent: open, read }, parser.startIndex, units);
        if (open) open.children.push(node);
        else if (root) trouble.push(`It has a second root, ${name}.`);
        root ??= node;
        open = node;
      },
      ontext: (piece) => {
        if (open) open.text += literal ? read(piece) : fromXml(read(piece));
      },
      oncdatastart: () => {
        literal = true;
      },
      oncdataend: () => {
        literal = false;
      },
      onclosetag: (name, isImplied) => {
        // An element that closes itself is closed where its start tag ends.
        const itself = open?.openEnd === parser.endIndex + 1 && units.charAt(parser.endIndex - 1) === '/';
        if (isImplied && !itself) trouble.push(`Its element ${name} is not closed.`);
        if (open) open.end = Math.max(units.indexOf('>', parser.endIndex) + 1, open.openEnd);
        open = open?.parent;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(units);
  if (!root) throw new FeedTrouble('This is no feed: there is no XML in it.');
  if (trouble[0]) throw new FeedTrouble(`This XML is not well-formed, so it is left alone. ${trouble[0]}`);
  return root;
};

type Opened = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: FeedNode | undefined;
  readonly read: Read;
};

const nodeOf = ({ name, attributes, parent, read }: Opened, start: number, units: string): FeedNode => {
  const said = Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, fromXml(read(value))]),
  );
  const scope = scopeOf(said, parent?.scope ?? new Map());
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const openEnd = tagEnd(units, start);
  return {
    local: name.slice(colon + 1),
    prefix,
    space: scope.get(prefix),
    attributes: said,
    scope,
    parent,
    children: [],
    text: '',
    start,
    openEnd,
    end: openEnd,
  };
};

const scopeOf = (attributes: Readonly<Record<string, string>>, outer: ReadonlyMap<string, string>) => {
  const declared = Object.entries(attributes).flatMap(([key, value]): [string, string][] => {
    if (key === 'xmlns') return [['', value]];
    return key.startsWith('xmlns:') ? [[key.slice(6), value]] : [];
  });
  return declared.length === 0 ? outer : new Map([...outer, ...declared]);
};

/** Behind the `>` of the start tag that begins here; one within quotes is part of a value. */
const tagEnd = (units: string, start: number): number => {
  let quote = '';
  for (let at = start; at < units.length; at += 1) {
    const character = units.charAt(at);
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return units.length;
};

/** Every element, the outer ones first. */
export const allNodes = (node: FeedNode): FeedNode[] => [node, ...node.children.flatMap(allNodes)];
