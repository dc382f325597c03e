import type { Words } from './words.ts';

/** What the button says in other languages than English, by the name of their file: `button.de.js`. */
export const languages = {
  de: {
    'not-yet': 'Flattrn',
    flattred: 'Geflattrt',
    undone: 'Nicht mehr geflattrt',
    own: 'Gehört dir',
    offline: 'Offline',
  },
  es: {
    'not-yet': 'Dar un flattr',
    flattred: 'Flattr dado',
    undone: 'Flattr retirado',
    own: 'Es tuyo',
    offline: 'Sin conexión',
  },
  fr: {
    'not-yet': 'Flattrer',
    flattred: 'Flattré',
    undone: 'N’est plus flattré',
    own: 'C’est à vous',
    offline: 'Hors ligne',
  },
  sv: {
    'not-yet': 'Flattra',
    flattred: 'Flattrat',
    undone: 'Inte längre flattrat',
    own: 'Ditt eget',
    offline: 'Offline',
  },
} as const satisfies Record<string, Words>;

export type ButtonLanguage = keyof typeof languages;
