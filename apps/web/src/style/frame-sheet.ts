import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The style of the pages that stand in others' frames: small, since a frame is loaded with the page around it. */
export const frameSheet = readFileSync(join(import.meta.dirname, 'frame.css'), 'utf8');

export const frameSheetVersion = createHash('sha256').update(frameSheet).digest('hex').slice(0, 16);

export const frameSheetHref = `/frame.css?v=${frameSheetVersion}`;
