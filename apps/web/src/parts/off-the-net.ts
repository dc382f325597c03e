/** What is said of a thing that its owner has taken off the net. */
export const offTheNet = 'Its owner has taken this off the net: it takes no more flattrs.';
