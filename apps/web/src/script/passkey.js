// The one thing of signing in that needs a script: the browser is asked for a passkey, and what it gives is sent with the form.
const { PublicKeyCredential: Key } = window;

const asks = {
  get: async (options) => navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(options) }),
  create: async (options) =>
    navigator.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(options) }),
};

const begin = async (form) => {
  const answer = await fetch(form.dataset.begin, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { options, errors } = await answer.json();
  if (errors?.[0]?.code === 'REAUTHENTICATION_NEEDED') location.assign('/me/confirm?next=%2Fme%2Fsecurity');
  if (!options) throw new Error(errors?.[0]?.message ?? 'That did not work. Try again.');
  return options;
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!Key?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const trouble = form.querySelector('.refusal');
    trouble.textContent = '';
    try {
      const key = await asks[form.dataset.passkey](await begin(form));
      form.elements.response.value = JSON.stringify(key.toJSON());
      form.submit();
    } catch (error) {
      // The browser has asked, and says no more than that nothing came of it.
      trouble.textContent = error instanceof DOMException ? 'Your device gave no passkey.' : error.message;
    }
  });
}
