import { anchorValues } from './anchor.ts';
import { confirmationPath } from './confirmation-path.ts';
import { type LegacyValues, legacyKeys, thingOf } from './legacy-thing.ts';
import { globalValues, optionValues } from './script-values.ts';

/** The instance's origin, which the build puts in; empty in a file that anybody may host. */
declare const INSTANCE: string;

/**
 * What an instance serves as `/js/0.6/load.js`, `/js/0.5/load.js` and `/button/load.js`: turns the first Flattr's buttons into ours.
 * It asks for nothing but the button's script, and for that only where a page has a button.
 */
const loaders = /\/(?:js\/0\.[56](?:\.0)?|button)\/load\.js$/;

const isLoader = ({ src }: HTMLScriptElement): boolean => loaders.test(src.replace(/[?#].*/, ''));

const running = document.currentScript;
const script = running instanceof HTMLScriptElement ? running : [...document.scripts].filter(isLoader).pop();
const source = new URL(script?.src || location.href, location.href);

// A page may have written its `&` as XML has it.
const query = new URLSearchParams(source.search.replace(/&amp;/g, '&'));
const defaults: LegacyValues = Object.fromEntries(
  [...query].filter(([key, value]) => legacyKeys.some((known) => known === key) && value),
);
// Of 2010 it has no query: each button is the globals before it and the script in its place.
const mode = query.get('mode') ?? (source.pathname === '/button/load.js' ? 'direct' : 'manual');

/** The button's script, in the page's language where it has a file of it. */
const loadButton = (): Promise<unknown> => {
  const [language] = /^(?:de|es|fr|sv)\b/.exec(document.documentElement.lang) ?? [];
  return import(new URL(language ? `/button.${language}.js` : '/button.js', source).href);
};

const buttonOf = (values: LegacyValues): HTMLElement | undefined => {
  const thing = thingOf({ url: document.URL, ...defaults, ...values }, document.baseURI);
  if (!thing) return;
  const button = document.createElement('flattr-button');
  button.setAttribute('url', thing.url);
  if (thing.button === 'compact') button.setAttribute('variant', 'compact');
  const link = document.createElement('a');
  // The loader may have come by an old host's name, where nobody is signed in.
  link.href = new URL(confirmationPath(thing), INSTANCE || source).href;
  button.append(link);
  // The button has words of its own, in its language; without its script the link stays a link and needs some.
  loadButton().catch(() => {
    link.textContent = 'Flattr this';
  });
  return button;
};

type Place = 'append' | 'before' | 'replace';

const put = (button: HTMLElement, target: Element, place: Place): void => {
  if (place === 'replace') target.replaceWith(button);
  else if (place === 'before') target.before(button);
  else target.append(button);
};

const FlattrLoader = {
  /** Makes a button of each `a.FlattrButton` that there is by now. */
  setup: (): void => {
    for (const anchor of document.querySelectorAll('a.FlattrButton')) {
      const prefix = query.get('html5-key-prefix') ?? undefined;
      const button = buttonOf(anchorValues((name) => anchor.getAttribute(name), prefix));
      if (button) anchor.replaceWith(button);
    }
  },
  /** Puts a button to an element or the one of an id; without options it is that of the globals of 2010. */
  render: (options?: Record<string, unknown>, target?: Element | string, place: Place = 'append'): void => {
    const there = typeof target === 'string' ? document.getElementById(target) : target;
    const button = buttonOf(
      options ? optionValues(options) : globalValues((name) => Reflect.get(globalThis, name)),
    );
    if (!button) return;
    if (there instanceof Element) put(button, there, place);
    else if (!target && mode === 'direct') script?.replaceWith(button);
  },
  addLoadEvent: (run: () => void): void => {
    if (document.readyState === 'complete') run();
    else addEventListener('load', () => run());
  },
};

Object.assign(globalThis, { FlattrLoader });

if (mode === 'direct') FlattrLoader.render();
else if (/^auto(?:matic)?$/.test(mode)) {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', FlattrLoader.setup);
  else FlattrLoader.setup();
}
