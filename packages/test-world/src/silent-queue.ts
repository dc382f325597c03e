import type { Queue } from '@flattr/domain/ports';

/** Rings for nothing: recorded work is done when somebody calls `doRecordedWork`. */
export const silentQueue: Queue = { ring: async () => {}, nudge: async () => {}, close: async () => {} };
