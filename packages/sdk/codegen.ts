import type { CodegenConfig } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';

/** The client preset, less its lookup table of every document, which no bundler can shake; a document not used costs nothing. */
const documentsOnly: typeof preset = {
  ...preset,
  buildGeneratesSection: async (options) => {
    const files = await preset.buildGeneratesSection(options);
    return files
      .filter((file) => file.filename.endsWith('graphql.ts'))
      .map((file) => ({ ...file, config: { ...file.config, pureMagicComment: true } }));
  },
};

/** `npm run generate`: operations as strings with their types, from the contract at the root; offline and in seconds. */
const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: ['operations/**/*.graphql'],
  generates: {
    'generated/': {
      preset: documentsOnly,
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        skipTypename: true,
        immutableTypes: true,
        arrayInputCoercion: false,
        enumType: 'string-literal',
        strictScalars: true,
        scalars: {
          ID: 'string',
          Decimal: 'string',
          CurrencyCode: 'string',
          Month: 'string',
          Date: 'string',
          DateTime: 'string',
        },
      },
    },
  },
};

export default config;
