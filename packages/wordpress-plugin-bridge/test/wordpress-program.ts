import { join } from 'node:path';
import { needsProgram } from '@flattr/evidence/needs-program';
import { wordpressFolder } from './wordpress-folder.ts';

/** The program that runs a real WordPress on a chosen PHP; undefined where it is not installed, which is then said. */
export const wordpressProgram = needsProgram('wordpress', [
  join(wordpressFolder, 'node_modules/.bin/wp-playground-cli'),
]);
if (!wordpressProgram) console.warn('npm run test:wordpress installs it.');

/** What makes the certificates of the sites' https addresses. */
export const opensslProgram = needsProgram('openssl', ['/usr/bin/openssl']);

/** Whether a real WordPress can be tried here. */
export const canRunWordPress = wordpressProgram !== undefined && opensslProgram !== undefined;

/** The versions of PHP between which the plugin promises to work. */
export const phpVersions = ['7.4', '8.4'] as const;
export type PhpVersion = (typeof phpVersions)[number];
