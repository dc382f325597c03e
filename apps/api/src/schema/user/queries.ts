import { handleOf, isHandle } from '@flattr/domain/users/handle';
import { builder } from '../builder.ts';
import { userRef } from './type.ts';

builder.queryField('user', (t) =>
  t.prismaField({
    type: userRef,
    nullable: true,
    description: 'A user by their handle, in small or capital letters; null if nobody has it.',
    args: { handle: t.arg.string({ required: true, description: 'The handle, without `@`.' }) },
    resolve: (query, _root, { handle }, { platform }) =>
      isHandle(handleOf(handle))
        ? platform.db.user.findUnique({ ...query, where: { handle: handleOf(handle) } })
        : null,
  }),
);
