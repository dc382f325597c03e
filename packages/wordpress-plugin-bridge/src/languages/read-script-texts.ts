import { type Comment, type Expression, type Node, parse, type SpreadElement } from 'acorn';
import { simple } from 'acorn-walk';
import type { Text } from './text.ts';

/** Where each function of `wp.i18n` has its text, what stands for several, and the context. */
const functions: Readonly<Record<string, { readonly plural?: number; readonly context?: number }>> = {
  __: {},
  _x: { context: 1 },
  _n: { plural: 1 },
  _nx: { plural: 1, context: 3 },
};

/** The texts of a script as it stands: those that `wp.i18n` is asked for, under whatever name it has there. */
export const readScriptTexts = (source: string, file: string): readonly Text[] => {
  const comments: Comment[] = [];
  const tree = parse(source, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
    onComment: comments,
  });
  const found: Text[] = [];
  simple(tree, {
    CallExpression: ({ callee, arguments: given, loc }) => {
      const at = functions[nameOf(callee)];
      if (!at) return;
      const written = (index: number | undefined) => (index === undefined ? undefined : textOf(given[index]));
      const text = written(0);
      if (text === undefined)
        throw new Error(`${file}:${loc?.start.line}: a translated text is written as it is`);
      found.push({
        context: written(at.context) ?? '',
        text,
        plural: written(at.plural),
        comment: commentAbove(comments, loc?.start.line ?? 0),
        files: [file],
      });
    },
  });
  return found;
};

/** What WordPress itself translates of a block's description. */
export const readBlockTexts = (source: string, file: string): readonly Text[] => {
  const { title, description, keywords } = JSON.parse(source);
  const said = (context: string, text: string): Text => ({
    context,
    text,
    plural: undefined,
    comment: undefined,
    files: [file],
  });
  return [
    said('block title', title),
    said('block description', description),
    ...keywords.map((keyword: string) => said('block keyword', keyword)),
  ];
};

const nameOf = (callee: Node): string => {
  const node = callee as Expression;
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';
};

const textOf = (node: Expression | SpreadElement | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

const commentAbove = (comments: readonly Comment[], line: number): string | undefined =>
  comments
    .filter(
      ({ value, loc }) =>
        /^\**\s*translators:/i.test(value) && loc && line - loc.end.line <= 1 && loc.end.line <= line,
    )
    .at(-1)
    ?.value.replace(/^[*\s]+|\s+$/g, '');
