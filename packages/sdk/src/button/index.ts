import { FlattrButton } from './flattr-button.ts';

if (!customElements.get('flattr-button')) customElements.define('flattr-button', FlattrButton);
