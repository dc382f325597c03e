// The page that opened this one is told what was confirmed here: only at the origin that it named, never `*`.
const script = document.currentScript;
const { origin, nonce, state, stay } = script.dataset;
const opener = window.opener;
const close = document.getElementById('close');

if (opener && origin && nonce && state) opener.postMessage({ flattr: 1, nonce, state }, origin);

if (opener && close) {
  close.hidden = false;
  close.addEventListener('click', () => window.close());
  if (!stay) {
    // Whoever goes on to something here keeps the window.
    const closing = setTimeout(() => window.close(), 4000);
    for (const sign of ['pointerdown', 'focusin']) addEventListener(sign, () => clearTimeout(closing));
  }
}
