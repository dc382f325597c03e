import { flattrLink } from '../flattr-link.ts';
import {
  atomSpace,
  type FeedOutline,
  type FeedPlace,
  isPodcastSpace,
  podcastSpaces,
} from './feed-outline.ts';
import type { FeedNode } from './feed-tree.ts';
import type { Recipient } from './recipient.ts';

export type Role = 'payment' | 'funding' | 'value';

/** An element as it should stand in a feed. */
export type Wanted = {
  readonly role: Role;
  readonly space: string;
  readonly local: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly Omit<Wanted, 'role'>[];
};

export type Payment = {
  /** The origin of the instance at which things are flattred. */
  readonly server: string;
  readonly recipients?: readonly Recipient[];
};

/**
 * The elements of ours that belong into a place: the payment link in every one that has an address, `podcast:funding` beside it in
 * a podcast, and the recipients once, in the channel; an item with another value block of its own hides the channel's, and gets them
 * again.
 */
export const wantedIn = (place: FeedPlace, outline: FeedOutline, payment: Payment): Wanted[] => {
  if (!place.url) return [];
  const href = flattrLink(payment.server, place.url);
  const link: Wanted = {
    role: 'payment',
    space: atomSpace,
    local: 'link',
    attributes: { rel: 'payment', href, type: 'text/html', title: 'Flattr this' },
  };
  if (!outline.isPodcast) return [link];
  const isChannel = place.node === outline.channel.node;
  const [space] = podcastSpaces;
  const text = isChannel ? 'Flattr this podcast' : 'Flattr this episode';
  const funding: Wanted = { role: 'funding', space, local: 'funding', attributes: { url: href }, text };
  const { recipients } = payment;
  const hidesChannels = place.node.children.some(
    (node) => isValue(node) && !isOurs(node, 'value', payment.server),
  );
  return recipients?.length && (isChannel || hidesChannels)
    ? [link, funding, valueElement(payment.server, recipients)]
    : [link, funding];
};

const valueElement = (server: string, recipients: readonly Recipient[]): Wanted => {
  const [space] = podcastSpaces;
  return {
    role: 'value',
    space,
    local: 'value',
    attributes: { type: 'flattr', method: 'split' },
    children: recipients.map(({ handle, shares }) => ({
      space,
      local: 'valueRecipient',
      attributes: {
        name: `flattr:${handle}`,
        type: 'handle',
        address: `${server}/u/${handle}`,
        customKey: 'flattr',
        customValue: handle,
        split: `${shares}`,
      },
    })),
  };
};

/** Whether an element is one that this command wrote, for the same instance. */
export const isOurs = (node: FeedNode, role: Role, server: string): boolean => {
  const pays = (address: string | undefined) => address?.startsWith(`${server}/flattr?`) ?? false;
  if (role === 'payment') {
    const { rel, href } = node.attributes;
    return node.local === 'link' && node.space === atomSpace && rel === 'payment' && pays(href);
  }
  if (role === 'funding')
    return node.local === 'funding' && isPodcastSpace(node.space) && pays(node.attributes.url);
  return isValue(node) && node.attributes.type === 'flattr';
};

const isValue = ({ local, space }: FeedNode): boolean => local === 'value' && isPodcastSpace(space);
