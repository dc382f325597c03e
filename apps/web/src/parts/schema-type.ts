import type { InputTextFragment, ReferencePageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { described } from './described.ts';
import type { Html } from './html.ts';
import { typeLink } from './type-link.ts';

export type SchemaType = ReferencePageQuery['__schema']['types'][number];
type Field = NonNullable<SchemaType['fields']>[number];

/** One type of the schema with all its members, each of which has an address of its own: `#Thing.title`. */
export const schemaType = (type: SchemaType): Html => {
  const { name, fields, inputFields, enumValues } = type;
  const members = [
    ...(fields ?? []).map((field) => fieldEntry(`${name}.${field.name}`, field)),
    ...(inputFields ?? []).map((field) => inputEntry(field, `${name}.${field.name}`)),
    ...(enumValues ?? []).map((value) =>
      entry(
        `${name}.${value.name}`,
        html`<strong>${value.name}</strong>`,
        html`${whenGone(value)}${described(value.description)}`,
      ),
    ),
  ];
  return html`<section class="schema-type" id="${name}" aria-labelledby="${name}-title">
<h3 id="${name}-title"><a href="#${name}">${name}</a></h3>
<p>${described(type.description)}</p>
${related(type)}
${members.length > 0 ? html`<dl class="members">${members}</dl>` : ''}
</section>`;
};

/** A field with what it takes and gives: of a type, or of the query's and the mutation's root. */
export const fieldEntry = (id: string, field: Field): Html =>
  entry(
    id,
    html`<strong>${field.name}</strong>: ${typeLink(field.type)}`,
    html`${whenGone(field)}${described(field.description)}${
      field.args.length > 0
        ? html`<dl class="members arguments" aria-label="Arguments">${field.args.map((arg) => inputEntry(arg))}</dl>`
        : ''
    }`,
  );

const inputEntry = ({ name, type, defaultValue, description }: InputTextFragment, id?: string): Html =>
  entry(
    id,
    html`<strong>${name}</strong>: ${typeLink(type)}${defaultValue === null ? '' : ` = ${defaultValue}`}`,
    described(description),
  );

const entry = (id: string | undefined, term: Html, text: Html): Html =>
  html`<div class="member" ${id ? html`id="${id}"` : ''}><dt><code>${term}</code></dt><dd>${text}</dd></div>`;

const whenGone = ({ deprecationReason }: { readonly deprecationReason: string | null }): Html =>
  deprecationReason === null
    ? html``
    : html`<strong class="deprecated">Deprecated: ${described(deprecationReason)}</strong> `;

const related = ({ interfaces, possibleTypes, specifiedByURL }: SchemaType): Html => {
  const links = (types: readonly { readonly name: string | null }[]) =>
    types.map(({ name }, index) => html`${index > 0 ? ', ' : ''}<a href="#${name}">${name}</a>`);
  return html`${interfaces?.length ? html`<p class="soft">Implements ${links(interfaces)}.</p>` : ''}${
    possibleTypes?.length ? html`<p class="soft">Is one of ${links(possibleTypes)}.</p>` : ''
  }${specifiedByURL ? html`<p class="soft">As in <a href="${specifiedByURL}">${specifiedByURL}</a>.</p>` : ''}`;
};
