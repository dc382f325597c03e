import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tells the page that opened a popup what was confirmed there. */
export const popupScript = readFileSync(join(import.meta.dirname, 'popup.js'), 'utf8');

export const popupVersion = createHash('sha256').update(popupScript).digest('hex').slice(0, 16);

export const popupHref = `/popup.js?v=${popupVersion}`;
