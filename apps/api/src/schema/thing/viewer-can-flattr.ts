import type { ThingId } from '@flattr/domain/ids';
import { Refusal } from '@flattr/domain/refusal';
import type { Asking } from '../../asking.ts';
import { builder } from '../builder.ts';
import { refusalRef } from '../errors.ts';
import { refused } from '../refused.ts';

type Candidate = {
  readonly thingId: ThingId;
  readonly creatorId: string | null;
  readonly unpublishedAt: Date | null;
};

const hasPart = async ({ thingId, creatorId }: Candidate, asking: Asking): Promise<boolean> => {
  const { viewer } = asking;
  if (!viewer || creatorId === viewer.userId) return viewer !== undefined;
  const parts = await asking.splitInForce(thingId);
  return parts?.some(({ beneficiaryId }) => beneficiaryId === viewer.userId) ?? false;
};

const refusalOf = async (candidate: Candidate, asking: Asking): Promise<Refusal | undefined> => {
  const { thingId, unpublishedAt } = candidate;
  if (await hasPart(candidate, asking)) return new Refusal('own-thing', ['thing']);
  if (await asking.flattrsRefused(thingId)) return new Refusal('flattrs-refused', ['thing']);
  if (unpublishedAt) return new Refusal('thing-unpublished', ['thing']);
  return (await asking.viewerHasFlattred(thingId)) ? new Refusal('already-flattred', ['thing']) : undefined;
};

export const viewerCanFlattr = builder.objectRef<Candidate>('ViewerCanFlattr').implement({
  description: 'Whether the viewer may flattr a thing now.',
  fields: (t) => ({
    allowed: t.boolean({
      description:
        'True if a flattr would be taken now. True as well when nobody is signed in, who will be asked to sign in.',
      resolve: async (candidate, _args, asking) => !(await refusalOf(candidate, asking)),
    }),
    refusal: t.field({
      type: refusalRef,
      nullable: true,
      description:
        'Why not: `OWN_THING`, `FLATTRS_REFUSED`, `THING_UNPUBLISHED` or `ALREADY_FLATTRED`; null where it is allowed.',
      resolve: async (candidate, _args, asking) => {
        const refusal = await refusalOf(candidate, asking);
        return refusal && refused(refusal);
      },
    }),
  }),
});
