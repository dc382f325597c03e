const page = (word: string) => ({ description: word });

/** How nodes and pages are described and which of their parts can be null: never a node, an edge or a list. */
export const relay = {
  nodeTypeOptions: page(
    'What has a global `id`: a thing or a user. Everything else is reached from one of them, or from `viewer`.',
  ),
  idFieldOptions: page('The global id, to be given to `node` as it is. It never changes.'),
  nodeQueryOptions: {
    ...page(
      'A thing or a user by its global `id`; null if there is none. Errors: `BAD_USER_INPUT` for an id of another form.',
    ),
    args: { id: page('The `id` of a thing or a user, as this API wrote it.') },
  },
  nodesQueryOptions: {
    ...page(
      'Things and users by their global `id`s, in the same order; null in the place of what is not there.',
    ),
    args: { ids: page('The `id`s of things and users, as this API wrote them.') },
  },
  pageInfoTypeOptions: page('Where a page of a connection stands among the others.'),
  hasNextPageFieldOptions: page('Whether there is more after this page.'),
  hasPreviousPageFieldOptions: page('Whether there is more before this page.'),
  startCursorFieldOptions: page('The cursor of the first edge, for `before`; null on an empty page.'),
  endCursorFieldOptions: page('The cursor of the last edge, for `after`; null on an empty page.'),
  firstArgOptions: page('How many to give from the start or after `after`: 20 by default, at most 100.'),
  afterArgOptions: page('Only what comes after this cursor.'),
  lastArgOptions: page('How many to give from the end or before `before`, at most 100.'),
  beforeArgOptions: page('Only what comes before this cursor.'),
  edgesFieldOptions: {
    ...page('The page, each with its cursor.'),
    nullable: { list: false, items: false } as const,
  },
  pageInfoFieldOptions: page('Where this page stands among the others.'),
  cursorFieldOptions: page('The place of this edge, for `after` and `before`.'),
  nodeFieldOptions: { ...page('What stands at this place.'), nullable: false as const },
  nodesOnConnection: page('The page without its cursors.'),
  defaultConnectionTypeOptions: page('A page of a list, by the cursor connections of Relay.'),
  defaultEdgeTypeOptions: page('One place of a list.'),
};
