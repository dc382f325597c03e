// The page that opened this one is told what was confirmed here: only at the origin that it named, never `*`.
const script = document.currentScript;
const { origin, nonce, state, closing: said, stay } = script.dataset;
const opener = window.opener;
const close = document.getElementById('close');

const tell = (what) => {
  if (opener && origin && nonce && what) opener.postMessage({ flattr: 1, nonce, state: what }, origin);
};
tell(state);

if (opener && close) {
  close.hidden = false;
  close.addEventListener('click', () => {
    tell(said);
    window.close();
  });
  if (!stay) {
    // Whoever goes on to something here keeps the window.
    const closing = setTimeout(() => window.close(), 4000);
    for (const sign of ['pointerdown', 'focusin']) addEventListener(sign, () => clearTimeout(closing));
  }
}
