import { isId } from '@flattr/domain/ids';
import { badInput } from '../graphql-errors.ts';

type NodeId = { readonly typename: string; readonly id: string };

const nodeTypes = ['Thing', 'User'];

/** Reads the `id` of a node, or undefined where it is none. */
export const parseNodeId = (text: string): NodeId | undefined => {
  const [typename = '', id = '', ...rest] = Buffer.from(text, 'base64').toString('utf8').split(':');
  return rest.length === 0 && nodeTypes.includes(typename) && isId(id) ? { typename, id } : undefined;
};

/** Reads the `id` that a caller gives to `node` and `nodes`; anything but a thing's or a user's is bad input. */
export const decodeNodeId = (text: string): NodeId => {
  const found = parseNodeId(text);
  if (!found) throw badInput('This is not the id of a thing or a user. Give an `id` as this API wrote it.');
  return found;
};
