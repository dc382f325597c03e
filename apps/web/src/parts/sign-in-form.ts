import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { field, formRefusal, hidden } from './field.ts';
import type { Html } from './html.ts';

/** The form with which a person signs in. It is sent to the API, which leads back to `next`. */
export const signInForm = (
  next: string,
  email?: string,
  refusal?: FieldRefusal,
): Html => html`<form class="form" method="post" action="/auth/sign-in">
${formRefusal(refusal, ['email', 'password'])}
${hidden('next', next)}
${field({ name: 'email', label: 'E-mail', type: 'email', value: email, autocomplete: 'username', inputmode: 'email' }, refusal)}
${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: 128 }, refusal)}
<button class="button" type="submit">Sign in</button>
</form>
<p class="soft"><a href="/sign-in/link?next=${encodeURIComponent(next)}">Sign in by a mailed link</a> · <a href="/reset">Forgot your password?</a></p>
<p class="soft">New here? <a href="/join?next=${encodeURIComponent(next)}">Join</a>.</p>`;
