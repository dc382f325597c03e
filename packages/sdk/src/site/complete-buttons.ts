import { buttonScript } from '../page-parts.ts';
import { renderButton } from '../render-button.ts';
import { buttonThing } from './button-thing.ts';
import { elementsOf } from './elements.ts';

/** A `<flattr-button>` in a text of HTML that an author left without a link of its own gets one, for the page at `address`. */
export const completeButtons = (html: string, instance: string, address: string): string =>
  html.replace(/<flattr-button\b(?:[^>"']|"[^"]*"|'[^']*')*>\s*<\/flattr-button>/g, (button) => {
    const [element] = elementsOf(button);
    return element ? renderButton(buttonThing(element.attributes, instance, address)) : button;
  });

/** The button's script as Vue lets it stand in a template: it takes out every `<script>` that it can see. */
export const scriptInVue = (instance: string): string =>
  `<component is="script" type="module" src="${buttonScript(instance)}"></component>`;
