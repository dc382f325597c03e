import { isScope } from '@flattr/domain/access/token';
import { answerDevice } from '@flattr/domain/oauth/answer-device';
import { type DeviceRequest, findDeviceRequest } from '@flattr/domain/oauth/find-device-request';
import { offline } from '@flattr/domain/oauth/oauth-token';
import { findApp } from '@flattr/domain/oauth/read-apps';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { errorsAlone } from '../oauth-app/errors-alone.ts';
import { oauthAppRef } from '../oauth-app/type.ts';
import { scopeRef } from '../token/type.ts';
import { viewerRef } from '../viewer/type.ts';

const requestRef = builder.objectRef<DeviceRequest>('DeviceRequest').implement({
  description: 'A device, such as a command line, that waits for somebody to confirm its code.',
  fields: (t) => ({
    userCode: t.exposeString('userCode', {
      description: 'The code that the device shows, such as `WDJB-MJHT`. Who confirms it compares it.',
    }),
    app: t.field({
      type: oauthAppRef,
      nullable: true,
      description: 'The app that runs on it; null if it is gone by now.',
      resolve: async ({ clientId }, _args, { platform }) => (await findApp(platform, clientId)) ?? null,
    }),
    scopes: t.field({
      type: [scopeRef],
      description: 'What it asks to be allowed.',
      resolve: ({ scopes }) => scopes.filter(isScope),
    }),
    isOffline: t.boolean({
      description: 'Whether it asks to go on for longer than an hour: for `offline_access`.',
      resolve: ({ scopes }) => scopes.includes(offline),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it waits.' }),
  }),
});

builder.prismaObjectFields(viewerRef, (t) => ({
  deviceRequest: t.field({
    type: requestRef,
    nullable: true,
    authScopes: { session: true },
    description:
      'The device that waits with this code; null if none does any more. For a signed-in person only.',
    args: {
      userCode: t.arg.string({
        required: true,
        description: 'The code, in capitals or not, with the hyphen or without.',
      }),
    },
    resolve: async (_viewer, { userCode }, { platform }) =>
      (await findDeviceRequest(platform, userCode)) ?? null,
  }),
}));

const input = builder.inputType('AnswerDeviceInput', {
  description: 'What the viewer answers a device that asks to act for them.',
  fields: (t) => ({
    userCode: t.string({ required: true, description: 'The code that it shows.' }),
    allow: t.boolean({ required: true, description: 'Whether it may do all that it asks for.' }),
  }),
});

const payload = errorsAlone('AnswerDevicePayload', 'Whether the device has its answer.', '`DEVICE_UNKNOWN`');

builder.mutationField('answerDevice', (t) =>
  t.field({
    type: payload,
    description: 'Answers a device that waits: what the page `/device` does. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'The answer.' }) },
    resolve: (_root, args, asking) =>
      answer<object>(() => answerDevice(asking.platform, signedIn(asking), args.input)),
  }),
);
