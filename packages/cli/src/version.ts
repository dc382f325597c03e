import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

/** The version of this command. */
export const version = (JSON.parse(text) as { version: string }).version;

/** How the command names itself to the sites that it reads. */
export const userAgent = `flattr-cli/${version}`;
