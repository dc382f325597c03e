import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { openInstance } from '../ask.ts';
import { findThings } from '../deps/find-things.ts';
import { readDependencies } from '../deps/read-dependencies.ts';
import { instanceArg, jsonArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellDependencies } from '../telling/tell-dependencies.ts';

export const examples = [
  'flattr deps',
  'flattr deps composer.lock --json',
  'flattr deps ../other-project --all',
];

export const command = defineCommand({
  meta: {
    description:
      'List what a project depends on that can be flattred: package-lock.json, composer.lock, Cargo.lock, requirements.txt; npm’s funding, FUNDING.yml and funding.json of what is installed',
  },
  args: {
    path: {
      type: 'positional',
      default: '.',
      valueHint: 'path',
      description: 'A project’s folder, or one of its lockfiles; this folder if you do not say',
    },
    all: { type: 'boolean', description: 'List what nobody has registered as well' },
    ...instanceArg,
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const read = await readDependencies(resolve(surroundings.folder, args.path), args.path);
    // What a project depends on is nobody’s business: it is asked without a token.
    const asked = await openInstance(surroundings, args);
    const found = await findThings(surroundings, asked, read.dependencies);
    if (args.json)
      surroundings.out(
        JSON.stringify({ instance: asked.instance, ...read, dependencies: found }, undefined, 2),
      );
    else tellDependencies(surroundings, asked.instance, read, found, args.all ?? false);
  },
});
