import { css } from './button.css';
import { type Answer, type Conversation, openConversation } from './conversation.ts';
import { make } from './make.ts';
import { drawMark } from './mark.ts';
import { readTarget } from './target.ts';
import { words } from './words.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * `<flattr-button url="…"><a href="https://instance/flattr?url=…">Flattr this</a></flattr-button>`: takes the author's
 * link over. It asks nobody anything before the click, unless `count` asks for the thing's count; then our page in a popup
 * asks, and tells what was confirmed. Attributes: `url`; `title`, `kind`, `tags` and `lang` of what is flattred; `variant`
 * (`solid`, `quiet`, `compact`); `count`. `state` is its own:
 * `not-yet`, `opening`, `flattred`, `own`, `offline`.
 * Event: `flattr`, bubbling, with `detail: { url, state: 'flattred' | 'undone' | 'own' }`.
 */
export class FlattrButton extends HTMLElement {
  static readonly observedAttributes = ['url'];

  readonly #label = make('span');
  readonly #count = make('b');
  readonly #said = make('output');
  #state: keyof typeof words = 'not-yet';
  #talk: Conversation | null | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    const button = make('button');
    button.append(drawMark(), this.#label, this.#count);
    button.part = 'button';
    button.onclick = () => this.#press();
    // The author's link stays where it was, unseen; when a page changes it, the button follows.
    const own = make('slot');
    own.onslotchange = () => this.#show();
    root.append(button, this.#said, own);
  }

  connectedCallback(): void {
    this.#show();
    if (this.hasAttribute('count')) this.#readCount().catch(() => {});
  }

  disconnectedCallback(): void {
    this.#leave();
  }

  /** Another address is another thing: what is known of the one before does not hold. */
  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    this.#state = 'not-yet';
    this.#leave();
  }

  /** The count of this month, once; another origin's cookies are not sent. Without an answer there is none. */
  async #readCount(): Promise<void> {
    const { origin, searchParams } = readTarget(this);
    const answer = await fetch(`${origin}/counts?${searchParams}`);
    this.#count.textContent = ` ${(await answer.json()).counts[0].count}`;
  }

  #show(state: string = this.#state): void {
    const own = this.#state === 'not-yet' && this.querySelector('a')?.textContent.trim();
    this.#label.textContent = own || words[this.#state];
    this.setAttribute('state', state);
  }

  /** The popup opens within the click itself, or not at all: then its page opens in this one's place. */
  #press(): void {
    if (!navigator.onLine) this.#become('offline');
    else {
      if (!this.#talk) {
        const page = readTarget(this);
        this.#talk = openConversation(
          page,
          (answer) => this.#hear(answer, page),
          () => this.#leave(),
        );
        if (this.#talk) this.#show('opening');
        else location.assign(page);
      }
      this.#talk?.popup.focus();
    }
  }

  #become(state: keyof typeof words): void {
    this.#state = state === 'undone' ? 'not-yet' : state;
    this.#show();
    this.#said.textContent = words[state];
  }

  #hear(state: Answer, { searchParams }: URL): void {
    this.#become(state);
    const detail = { url: searchParams.get('url'), state };
    this.dispatchEvent(new CustomEvent('flattr', { bubbles: true, detail }));
  }

  #leave(): void {
    this.#talk?.end();
    this.#talk = null;
    this.#show();
  }
}
