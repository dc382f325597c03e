import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as generated from '../generated/graphql.ts';

const root = join(import.meta.dirname, '../../..');
const operations = join(import.meta.dirname, '../operations');
const releases = readdirSync(join(root, 'docs/api/releases')).filter((name) => name.endsWith('.graphql'));

/** What a client asks; the documents of our own pages are released with the API that they ask. */
const asked = readdirSync(operations)
  .filter((name) => name.endsWith('.graphql'))
  .flatMap((name) => [
    ...readFileSync(join(operations, name), 'utf8').matchAll(/^(?:query|mutation) (\w+)/gm),
  ])
  .map(([, name = '']) => name);

const documents = new Map(Object.entries(generated).map(([name, document]) => [name, `${document}`]));

const refusedBy = (schema: GraphQLSchema): readonly string[] =>
  asked.filter(
    (name) => validate(schema, parse(documents.get(`${name}Document`) ?? 'no document')).length > 0,
  );

/** By release: which documents ask for what came later. An instance of that release refuses them, and answers all others. */
const newer: Readonly<Record<string, readonly string[]>> = {
  '2026-11-23.graphql': [
    'AnswerDevice',
    'AnswerOAuthRequest',
    'Catalogue',
    'CreateOAuthApp',
    'CreateWebhookEndpoint',
    'Creator',
    'DeleteOAuthApp',
    'DeleteWebhookEndpoint',
    'DisconnectOAuthApp',
    'DismissSuggestion',
    'EditOAuthApp',
    'MoveThing',
    'MoveThings',
    'OAuthApps',
    'OAuthGrants',
    'RedeliverWebhook',
    'RenewRecoveryCodes',
    'RevokeOtherSessions',
    'RevokeSession',
    'RotateOAuthAppSecret',
    'RotateWebhookSecret',
    'SearchThings',
    'SendTestWebhook',
    'Sessions',
    'SetUpTwoFactor',
    'UnpublishThings',
    'UpdateWebhookEndpoint',
    'WebhookDeliveries',
    'WebhookEndpoints',
  ],
};

describe('an instance', () => {
  it('of today answers every document', () => {
    expect(asked.length).toBeGreaterThan(50);
    expect(refusedBy(buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8')))).toEqual([]);
  });

  it.each(releases)('of a release answers every document but those that are newer: %s', (release) => {
    const schema = buildSchema(readFileSync(join(root, 'docs/api/releases', release), 'utf8'));
    expect([...refusedBy(schema)].sort()).toEqual([...(newer[release] ?? [])].sort());
  });
});
