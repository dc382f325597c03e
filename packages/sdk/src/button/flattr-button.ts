import { css } from './button.css';
import { type Answer, type Conversation, openConversation } from './conversation.ts';
import { drawMark } from './mark.ts';
import { readTarget } from './target.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * `<flattr-button url="…"><a href="https://instance/flattr?url=…">Flattr this</a></flattr-button>`: takes the author's
 * link over. It asks nobody anything before the click; then our page in a popup asks, and tells what was confirmed.
 * Attributes: `url`, `variant` (`solid`, `quiet`, `compact`); `state` is its own: `not-yet`, `opening`, `flattred`.
 * Event: `flattr`, bubbling, with `detail: { url, state: 'flattred' | 'undone' }`.
 */
export class FlattrButton extends HTMLElement {
  static readonly observedAttributes = ['url'];

  readonly #button = document.createElement('a');
  readonly #label = document.createElement('span');
  readonly #said = document.createElement('p');
  #flattred = false;
  /** A popup is open and has not answered. */
  #asking = false;
  #talk: Conversation | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    this.#button.append(drawMark(), this.#label);
    this.#button.setAttribute('part', 'button');
    this.#button.setAttribute('role', 'button');
    this.#said.setAttribute('role', 'status');
    // The author's link stays where it was, unseen; when a page changes it, the button follows.
    const own = document.createElement('slot');
    own.addEventListener('slotchange', () => this.#show());
    root.append(this.#button, this.#said, own);
    this.#button.addEventListener('click', (event) => this.#press(event));
    this.#button.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      this.#button.click();
    });
  }

  connectedCallback(): void {
    this.#show();
  }

  disconnectedCallback(): void {
    this.#leave();
  }

  /** Another address is another thing: what is known of the one before does not hold. */
  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    this.#flattred = false;
    this.#said.textContent = '';
    this.#leave();
  }

  #target() {
    return readTarget(this.querySelector('a'), this.getAttribute('url'));
  }

  #show(): void {
    const link = this.querySelector('a');
    this.#button.href = this.#target().href;
    this.#button.target = link?.target ?? '';
    this.#label.textContent = this.#flattred ? 'Flattred' : link?.textContent.trim() || 'Flattr this';
    this.setAttribute('state', this.#asking ? 'opening' : this.#flattred ? 'flattred' : 'not-yet');
  }

  /** The popup opens within the click itself, or not at all: then the link is followed. */
  #press(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!this.#talk) {
      const target = this.#target();
      this.#talk = openConversation(
        target,
        (answer) => this.#hear(answer, target.url),
        () => this.#leave(),
      );
      if (!this.#talk) return;
      this.#asking = true;
      this.#show();
    }
    event.preventDefault();
    this.#talk.popup.focus();
  }

  #hear(state: Answer, url: string): void {
    this.#asking = false;
    this.#flattred = state === 'flattred';
    this.#said.textContent = this.#flattred ? 'Flattred' : 'No longer flattred';
    this.#show();
    this.dispatchEvent(new CustomEvent('flattr', { bubbles: true, detail: { url, state } }));
  }

  #leave(): void {
    this.#talk?.end();
    this.#talk = undefined;
    this.#asking = false;
    this.#show();
  }
}
