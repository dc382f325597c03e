import { defineCommand } from 'citty';
import { openSignedIn } from '../ask.ts';
import { instanceArg, jsonArg, tokenArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { whoQuery } from '../who.ts';

export const examples = ['flattr whoami', 'FLATTR_TOKEN=flt_pat_… flattr whoami --json'];

const sources = {
  option: 'the token of --token',
  environment: 'the token of FLATTR_TOKEN',
  login: 'a login',
} as const;

export const command = defineCommand({
  meta: { description: 'Say who is signed in, where, and by what' },
  args: { ...instanceArg, ...tokenArg, ...jsonArg },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const { instance, token, ask } = await openSignedIn(surroundings, args);
    const user = (await ask((flattr) => flattr.request(whoQuery))).viewer?.user;
    const from = token?.from ?? 'login';
    surroundings.out(
      args.json
        ? JSON.stringify({ instance, handle: user?.handle, name: user?.name, by: from })
        : `${user?.handle} (${user?.name}) at ${instance}, by ${sources[from]}`,
    );
  },
});
