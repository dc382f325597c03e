import { ReferencePageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { described } from '../parts/described.ts';
import type { Html } from '../parts/html.ts';
import { fieldEntry, type SchemaType, schemaType } from '../parts/schema-type.ts';
import type { WebContext } from '../web-env.ts';

type Group = { readonly title: string; readonly id: string; readonly types: readonly SchemaType[] };

/** The API from end to end, as the running instance describes itself: what its schema says, and nothing else. */
export const showReference = async (c: WebContext): Promise<Response> => {
  const answer = await c.var.flattr.request(ReferencePageDocument);
  const types = answer.__schema.types.filter(({ name }) => name && !name.startsWith('__'));
  const groups = groupsOf(types);
  return page(
    c,
    {
      title: 'The API · Flattr',
      shell: answer,
      description: 'Every query, mutation and type of the GraphQL API of this instance.',
    },
    html`<header class="page-head"><h1>The API</h1>
<p class="lede">Every query, mutation and type of this instance’s GraphQL API, from its own schema. Your browser’s search finds a
word in all of it; each member has an address of its own, such as <a href="#Thing.flattrCount">#Thing.flattrCount</a>.</p>
<p>Send <code>POST</code> requests to <code>${c.var.origin}/graphql</code>. Try it in <a href="/graphql">GraphiQL</a>, with examples of
everything.</p></header>
<nav class="schema-index" aria-label="Contents">
${roots.map(([title, name]) => rootIndex(title, name, types))}
${groups.map(({ title, id, types }) =>
  index(
    title,
    id,
    types.map(({ name }) => `${name}`),
  ),
)}
</nav>
${roots.map(([title, name]) => root(title, name, types))}
${groups.map(
  ({
    title,
    id,
    types,
  }) => html`<section aria-labelledby="${id}"><h2 class="rule-title" id="${id}">${title}</h2>
${types.map(schemaType)}</section>`,
)}`,
  );
};

const roots = [
  ['Queries', 'Query'],
  ['Mutations', 'Mutation'],
  ['Subscriptions', 'Subscription'],
] as const;

const isPage = ({ name }: SchemaType): boolean => /(Connection|Edge)$|^PageInfo$/.test(`${name}`);

const groupsOf = (types: readonly SchemaType[]): readonly Group[] => {
  const others = types.filter(({ name }) => !roots.some(([, root]) => root === name));
  const of = (title: string, id: string, fits: (type: SchemaType) => boolean): Group => ({
    title,
    id,
    types: others.filter(fits).toSorted((one, other) => `${one.name}`.localeCompare(`${other.name}`, 'en')),
  });
  return [
    of('Objects', 'objects', (type) => type.kind === 'OBJECT' && !isPage(type)),
    of('Interfaces and unions', 'interfaces', ({ kind }) => kind === 'INTERFACE' || kind === 'UNION'),
    of('Inputs', 'inputs', ({ kind }) => kind === 'INPUT_OBJECT'),
    of('Enums', 'enums', ({ kind }) => kind === 'ENUM'),
    of('Scalars', 'scalars', ({ kind }) => kind === 'SCALAR'),
    of('Pages of lists', 'pages', (type) => type.kind === 'OBJECT' && isPage(type)),
  ].filter((group) => group.types.length > 0);
};

const root = (title: string, name: string, types: readonly SchemaType[]): Html | string => {
  const type = types.find((one) => one.name === name);
  if (!type) return '';
  return html`<section aria-labelledby="${name}"><h2 class="rule-title" id="${name}">${title}</h2>
<p>${described(type.description)}</p>
<dl class="members">${type.fields?.map((field) => fieldEntry(`${name}.${field.name}`, field))}</dl></section>`;
};

const rootIndex = (title: string, name: string, types: readonly SchemaType[]): Html | string => {
  const fields = types.find((one) => one.name === name)?.fields?.map((field) => field.name);
  return fields ? index(title, name, fields, `${name}.`) : '';
};

const index = (title: string, id: string, names: readonly string[], prefix = ''): Html =>
  html`<details><summary>${title} <span class="soft">${names.length}</span></summary>
<p><a href="#${id}">From the first one on</a></p>
<ul role="list">${names.map((name) => html`<li><a href="#${prefix}${name}"><code>${name}</code></a></li>`)}</ul></details>`;
