import { Refusal } from '@flattr/domain/refusal';
import type { Core } from './core.ts';
import { provenLately } from './proven-lately.ts';
import { readSession, type Session } from './read-session.ts';
import type { From } from './sign-in.ts';

export type Person = Session & { readonly email: string; readonly name: string };

/** Who asks with a session. Refuses `not-signed-in`. */
export const requirePerson = async (core: Core, { headers }: From): Promise<Person> => {
  const session = await readSession(core, headers);
  if (!session) throw new Refusal('not-signed-in');
  const { email, name } = await core.platform.db.user.findUniqueOrThrow({ where: { id: session.userId } });
  return { ...session, email, name };
};

/** Who asks with a session and proved of late who they are. Refuses `not-signed-in`, `reauthentication-needed`. */
export const requireProven = async (core: Core, from: From): Promise<Person> => {
  const person = await requirePerson(core, from);
  if (!provenLately(person)) throw new Refusal('reauthentication-needed');
  return person;
};
